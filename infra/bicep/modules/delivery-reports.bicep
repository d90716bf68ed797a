// Event Grid brings what became of each mail to the app. The app must run, because it answers the subscription's handshake.

import { resourceTags } from '../types.bicep'

param topicName string
param tags resourceTags
param communicationServiceId string

@secure()
@description('The app\'s webhook; no secret, but Event Grid\'s type treats addresses as such.')
param webhook string

@secure()
@description('What each delivery shows in its header.')
param key string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: topicName
  location: 'global'
  tags: tags
  properties: {
    source: communicationServiceId
    topicType: 'Microsoft.Communication.CommunicationServices'
  }
}

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'delivery-reports'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: ['Microsoft.Communication.EmailDeliveryReportReceived']
    }
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: webhook
        minimumTlsVersionAllowed: '1.2'
        maxEventsPerBatch: 50
        preferredBatchSizeInKilobytes: 256
        deliveryAttributeMappings: [
          {
            name: 'X-Delivery-Reports-Key'
            type: 'Static'
            properties: {
              value: key
              isSecret: true
            }
          }
        ]
      }
    }
    // A report comes early when its mail is not recorded as sent yet, and again when the app asks for it.
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
  }
}
