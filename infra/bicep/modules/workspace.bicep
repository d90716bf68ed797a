// The Log Analytics workspace. Deployed twice: the rule that it applies to what comes in refers to it, and it to the rule.

import { resourceTags } from '../types.bicep'

param name string
param location string
param tags resourceTags
param retentionDays int

@description('The rule that every row passes before it is kept; empty until it is there.')
param transformationId string = ''

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    features: {
      disableLocalAuth: true
    }
    defaultDataCollectionRuleResourceId: empty(transformationId) ? null : transformationId
  }
}

output id string = workspace.id
