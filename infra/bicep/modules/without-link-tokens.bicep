// A link's token is a secret and part of its address, and the Functions host reports the address of every request. What the app itself
// exports is cleaned by the app; what the host sends is cleaned here, before it is kept. Transformations know no replace_regex.

import { resourceTags } from '../types.bicep'

param name string
param location string
param tags resourceTags
param workspaceId string

resource rule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: name
  location: location
  tags: tags
  kind: 'WorkspaceTransforms'
  properties: {
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: workspaceId
        }
      ]
    }
    dataFlows: [
      {
        streams: ['Microsoft-Table-AppRequests']
        destinations: ['workspace']
        transformKql: loadTextContent('../queries/requests-without-link-tokens.kql')
      }
      {
        streams: ['Microsoft-Table-AppTraces']
        destinations: ['workspace']
        transformKql: loadTextContent('../queries/traces-without-link-tokens.kql')
      }
    ]
  }
}

output id string = rule.id
