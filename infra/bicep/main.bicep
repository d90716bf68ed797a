// Everything that the workflow needs on Azure, in one resource group. See docs/deploy.md.

targetScope = 'subscription'

import { dnsRecords, firm, retention } from 'types.bicep'

@description('Names the environment, for example prod; part of the names of resources.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('The region of everything that has one; it must offer Flex Consumption.')
@minLength(1)
param location string

@description('The resource group; it is made.')
param resourceGroupName string = 'rg-coaching-${environmentName}'

@description('The firms whose engagements run here.')
@minLength(1)
param firms firm[]

@description('Ids of the keys of emailed links, each 1 to 8 letters or digits: the first signs, all verify. The secret link-key-<id> holds the key.')
@minLength(1)
param linkKeyIds string[] = ['k1']

@description('Ids of the keys of the journals\' MACs, each 1 to 8 letters or digits: the first signs, all verify. The secret journal-key-<id> holds the key.')
@minLength(1)
param journalKeyIds string[] = ['j1']

@description('Today\'s date (UTC, 2027-01-31), for the first deployment of a release that seals journals over one that did not; else empty.')
param journalAdopt string = ''

@description('Where recipients reach the app, for example https://coaching.example.com; empty: the app\'s own host name.')
param baseUrl string = ''

@description('Where Communication Services keeps mail that is under way.')
param mailDataLocation string = 'Europe'

@description('A mail domain of one\'s own; empty: Azure\'s, which takes 5 mails a minute and 10 an hour.')
param mailDomain string = ''

@description('Whether the DNS records of the domain are verified. From then on mail comes from it.')
param mailDomainVerified bool = false

@description('The part before @ of the address that mail comes from, on a domain of one\'s own.')
param mailSender string = 'coaching'

@description('What the mail service takes from a domain of one\'s own; more can be asked for.')
param mailQuota { perMinute: int, perHour: int } = {
  perMinute: 30
  perHour: 100
}

@description('Whether delivery reports are subscribed to. Only once the app runs, because it answers Event Grid\'s handshake.')
param connectDeliveryReports bool = false

@description('Whether orchestrations are kept in a Durable Task Scheduler. The app must be published with -p:DurableTaskScheduler=true then.')
param useDurableTaskScheduler bool = false

@description('How long and how safely data is kept.')
param keep retention = {
  deletedDataDays: 14
  logDays: 90
  storageSku: 'Standard_ZRS'
}

@description('Who is mailed when an alert is raised; empty: nobody.')
param alertEmail string = ''

@description('Who sets the secrets in the key vault: the object id of a user, group or service principal; empty: nobody is granted anything.')
param operatorPrincipalId string = ''

@description('Where else traces, metrics and logs are exported to by OTLP; empty: nowhere.')
param otlpEndpoint string = ''

@description('The memory of an instance.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('How far the app may scale out.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that are kept warm for requests; each is paid for by the hour.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('So many failed attempts to send a mail in an hour are an alert.')
@minValue(1)
param failedMailsForAlert int = 5

@description('So many requests answered with 5xx in 15 minutes are an alert.')
@minValue(1)
param serverErrorsForAlert int = 5

var tags = {
  application: 'coaching-workflow'
  'azd-env-name': environmentName
}
var suffix = uniqueString(subscription().id, environmentName, location)
var prefix = 'coaching-${environmentName}'
var names = {
  identity: 'id-${prefix}'
  storage: 'st${suffix}'
  keyVault: 'kv-${suffix}'
  communication: 'acs-${prefix}-${suffix}'
  email: 'email-${prefix}-${suffix}'
  deliveryTopic: 'evgt-${prefix}'
  workspace: 'log-${prefix}'
  transformation: 'dcr-${prefix}'
  insights: 'appi-${prefix}'
  plan: 'plan-${prefix}'
  app: 'func-${prefix}-${suffix}'
  scheduler: 'dts-${suffix}'
}
var engagementsContainer = 'engagements'
var deploymentContainer = 'deployments'
var azureDomainQuota = {
  perMinute: 5
  perHour: 10
}
var sendsFromOwnDomain = !empty(mailDomain) && mailDomainVerified

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: resourceGroupName
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: names.identity
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: names.storage
    location: location
    tags: tags
    keep: keep
    engagementsContainer: engagementsContainer
    deploymentContainer: deploymentContainer
    appPrincipalId: identity.outputs.principalId
    holdsOrchestrations: !useDurableTaskScheduler
  }
}

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  params: {
    name: names.keyVault
    location: location
    tags: tags
    appPrincipalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
  }
}

module mail 'modules/mail.bicep' = {
  scope: group
  params: {
    name: names.communication
    emailServiceName: names.email
    tags: tags
    dataLocation: mailDataLocation
    customDomain: mailDomain
    customDomainVerified: mailDomainVerified
    sender: mailSender
    appPrincipalId: identity.outputs.principalId
  }
}

module bareWorkspace 'modules/workspace.bicep' = {
  name: 'workspace'
  scope: group
  params: {
    name: names.workspace
    location: location
    tags: tags
    retentionDays: keep.logDays
  }
}

module transformation 'modules/without-link-tokens.bicep' = {
  scope: group
  params: {
    name: names.transformation
    location: location
    tags: tags
    workspaceId: bareWorkspace.outputs.id
  }
}

module workspace 'modules/workspace.bicep' = {
  name: 'workspace-with-transformation'
  scope: group
  params: {
    name: names.workspace
    location: location
    tags: tags
    retentionDays: keep.logDays
    transformationId: transformation.outputs.id
  }
}

module insights 'modules/application-insights.bicep' = {
  scope: group
  params: {
    name: names.insights
    location: location
    tags: tags
    workspaceId: workspace.outputs.id
    appPrincipalId: identity.outputs.principalId
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    namePrefix: 'alert-${prefix}'
    location: location
    tags: tags
    workspaceId: workspace.outputs.id
    email: alertEmail
    failedMails: failedMailsForAlert
    serverErrors: serverErrorsForAlert
  }
}

module scheduler 'modules/scheduler.bicep' = if (useDurableTaskScheduler) {
  scope: group
  params: {
    name: names.scheduler
    hubName: 'coaching'
    location: location
    tags: tags
    appPrincipalId: identity.outputs.principalId
  }
}

module app 'modules/function-app.bicep' = {
  scope: group
  dependsOn: [insights]
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: union(tags, { 'azd-service-name': 'api' })
    applicationInsightsName: names.insights
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    deploymentContainer: deploymentContainer
    engagementsContainer: engagementsContainer
    keyVaultUri: keyVault.outputs.uri
    mailEndpoint: mail.outputs.endpoint
    mailFrom: mail.outputs.from
    mailServiceId: mail.outputs.id
    mailQuota: sendsFromOwnDomain ? mailQuota : azureDomainQuota
    baseUrl: baseUrl
    firms: firms
    linkKeyIds: linkKeyIds
    journalKeyIds: journalKeyIds
    journalAdopt: journalAdopt
    scheduler: useDurableTaskScheduler
      ? {
          endpoint: scheduler!.outputs.endpoint
          hubName: scheduler!.outputs.hubName
        }
      : null
    otlpEndpoint: otlpEndpoint
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  scope: group
  name: names.keyVault
}

module deliveryReports 'modules/delivery-reports.bicep' = if (connectDeliveryReports) {
  scope: group
  params: {
    topicName: names.deliveryTopic
    tags: tags
    communicationServiceId: mail.outputs.id
    webhook: '${app.outputs.uri}/api/mail/delivery-reports'
    key: vault.getSecret('delivery-reports-key')
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = names.keyVault
output SERVICE_API_NAME string = app.outputs.name
output SERVICE_API_URI string = app.outputs.uri
output COACHING_LINK_KEY_IDS string = join(linkKeyIds, ' ')
output COACHING_JOURNAL_KEY_IDS string = join(journalKeyIds, ' ')
output COACHING_MAIL_FROM string = mail.outputs.from
output COACHING_MAIL_DNS_RECORDS dnsRecords = mail.outputs.dnsRecords
