// Communication Services and the domains that mail comes from. Azure's own domain works at once; a domain of one's own sends as soon as its
// DNS records are verified, and until then mail goes on coming from Azure's.

import { dnsRecords, resourceTags } from '../types.bicep'

param name string
param emailServiceName string
param tags resourceTags

@description('Where mail is kept while it is under way, for example Europe.')
param dataLocation string

@description('A domain of one\'s own, for example mail.example.com; empty: Azure\'s.')
param customDomain string

@description('Whether all DNS records of the domain are verified: an unverified one cannot be linked.')
param customDomainVerified bool

@description('The part before @ of the address that mail comes from, on a domain of one\'s own.')
param sender string

@description('The function app\'s identity: sends.')
param appPrincipalId string

// Communication Services has no smaller role that may send, and does not promise to honour custom ones; so this one, on this resource alone.
var communicationAndEmailServiceOwner = '09976791-48a7-449e-bb21-39d1a415f350'

var sendsFromCustomDomain = !empty(customDomain) && customDomainVerified

resource email 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: emailServiceName
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
  }
}

resource azureDomain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: email
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'AzureManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource ownDomain 'Microsoft.Communication/emailServices/domains@2023-04-01' = if (!empty(customDomain)) {
  parent: email
  name: empty(customDomain) ? 'none' : customDomain
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'CustomerManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource ownSender 'Microsoft.Communication/emailServices/domains/senderUsernames@2023-04-01' = if (sendsFromCustomDomain) {
  parent: ownDomain
  name: sender
  properties: {
    username: sender
    displayName: sender
  }
}

resource service 'Microsoft.Communication/communicationServices@2025-05-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: sendsFromCustomDomain ? [azureDomain.id, ownDomain.id] : [azureDomain.id]
  }
}

resource appSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: service
  name: guid(service.id, 'function app', communicationAndEmailServiceOwner)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', communicationAndEmailServiceOwner)
  }
}

output id string = service.id
output endpoint string = 'https://${service.properties.hostName}'
output from string = sendsFromCustomDomain ? '${sender}@${customDomain}' : 'DoNotReply@${azureDomain.properties.fromSenderDomain}'

@description('The DNS records that a domain of one\'s own needs; public by nature.')
output dnsRecords dnsRecords = empty(customDomain) ? {} : ownDomain!.properties.verificationRecords
