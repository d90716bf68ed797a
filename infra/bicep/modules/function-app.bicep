// The function app on Flex Consumption. Everything that it reaches, it reaches as its identity.

import { firm, resourceTags } from '../types.bicep'

param name string
param planName string
param location string
param tags resourceTags
param applicationInsightsName string

@description('The identity\'s resource id.')
param identityId string

@description('The identity\'s client id.')
param identityClientId string

param blobEndpoint string
param queueEndpoint string
param tableEndpoint string
param deploymentContainer string
param engagementsContainer string
param keyVaultUri string
param mailEndpoint string
param mailFrom string

@description('The Communication Services resource whose delivery reports are taken.')
param mailServiceId string

@description('Mails in any minute and any hour.')
param mailQuota { perMinute: int, perHour: int }

@description('Where recipients reach the app; empty: its own host name.')
param baseUrl string

param firms firm[]
param linkKeyIds string[]
param journalKeyIds string[]

@description('The day on which journals of a release that sealed none may be taken over; empty: never.')
param journalAdopt string

@description('The Durable Task Scheduler\'s endpoint and task hub; null: orchestrations are kept in the storage account.')
param scheduler { endpoint: string, hubName: string }?

@description('Where else traces, metrics and logs are exported to by OTLP; empty: nowhere.')
param otlpEndpoint string

param instanceMemoryMB 512 | 2048 | 4096
param maximumInstanceCount int

@description('Instances that are kept warm for requests.')
param alwaysReadyInstances int

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${deploymentContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyInstances
              }
            ]
      }
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

var hostSettings = {
  AzureWebJobsDisableHomepage: 'true'
  AzureWebJobsStorage__blobServiceUri: blobEndpoint
  AzureWebJobsStorage__queueServiceUri: queueEndpoint
  AzureWebJobsStorage__tableServiceUri: tableEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AZURE_CLIENT_ID: identityClientId
}

var schedulerSettings = scheduler == null
  ? {}
  : {
      AzureFunctionsJobHost__extensions__durableTask__hubName: scheduler!.hubName
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${scheduler!.endpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
    }

var appSettings = {
  Storage__Kind: 'blob'
  Storage__Blob__ServiceUri: blobEndpoint
  Storage__Blob__Container: engagementsContainer
  Mail__Kind: 'acs'
  Mail__From: mailFrom
  Mail__Acs__Endpoint: mailEndpoint
  Mail__Quota__PerMinute: string(mailQuota.perMinute)
  Mail__Quota__PerHour: string(mailQuota.perHour)
  Mail__DeliveryReports__Key: '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/delivery-reports-key)'
  Mail__DeliveryReports__Topic: mailServiceId
  Links__BaseUrl: empty(baseUrl) ? 'https://${app.properties.defaultHostName}' : baseUrl
}

var firmSettings = [
  for (each, index) in firms: {
    'Firms__${index}__Id': each.id
    'Firms__${index}__Name': each.name
    'Firms__${index}__Email': each.email
    'Firms__${index}__TimeZone': each.?timeZone ?? 'Etc/UTC'
    'Firms__${index}__KeySha256': each.keySha256
  }
]

var linkKeySettings = [
  for (id, index) in linkKeyIds: {
    'Links__Keys__${index}__Id': id
    'Links__Keys__${index}__Secret': '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/link-key-${id})'
  }
]

var journalKeySettings = [
  for (id, index) in journalKeyIds: {
    'Journal__Keys__${index}__Id': id
    'Journal__Keys__${index}__Secret': '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/journal-key-${id})'
  }
]

resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    hostSettings,
    schedulerSettings,
    appSettings,
    empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint },
    reduce(firmSettings, {}, (all, each) => union(all, each)),
    reduce(linkKeySettings, {}, (all, each) => union(all, each)),
    reduce(journalKeySettings, {}, (all, each) => union(all, each)),
    empty(journalAdopt) ? {} : { Journal__Adopt: journalAdopt }
  )
}

output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
