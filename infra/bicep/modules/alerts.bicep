// Tells somebody when the workflow does not look after itself any more. The queries read what the app writes; a test compares.

import { resourceTags } from '../types.bicep'

param namePrefix string
param location string
param tags resourceTags
param workspaceId string

@description('Who is told; empty: alerts are raised, and nobody is mailed.')
param email string

@description('So many failed attempts to send a mail in an hour are an alert.')
param failedMails int

@description('So many requests answered with 5xx in 15 minutes are an alert.')
param serverErrors int

var rules = [
  {
    name: 'stuck-engagement'
    title: 'An engagement is stuck: the sweep woke it twice, and it is still behind its agenda'
    query: loadTextContent('../queries/stuck-engagement.kql')
    operator: 'GreaterThanOrEqual'
    threshold: 1
    severity: 1
    window: 'PT3H'
    every: 'PT1H'
  }
  {
    name: 'no-sweep'
    title: 'The sweep has not run for three hours: the app is not running, or cannot reach its storage'
    query: loadTextContent('../queries/sweep.kql')
    operator: 'LessThan'
    threshold: 1
    severity: 1
    window: 'PT3H'
    every: 'PT1H'
  }
  {
    name: 'mail-failing'
    title: 'Mail cannot be sent'
    query: loadTextContent('../queries/mail-failing.kql')
    operator: 'GreaterThanOrEqual'
    threshold: failedMails
    severity: 1
    window: 'PT1H'
    every: 'PT15M'
  }
  {
    name: 'server-errors'
    title: 'Requests are answered with 5xx'
    query: loadTextContent('../queries/server-errors.kql')
    operator: 'GreaterThanOrEqual'
    threshold: serverErrors
    severity: 2
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'critical'
    title: 'The app wrote a critical log line'
    query: loadTextContent('../queries/critical.kql')
    operator: 'GreaterThanOrEqual'
    threshold: 1
    severity: 1
    window: 'PT1H'
    every: 'PT15M'
  }
]

resource told 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: '${namePrefix}-operators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'coaching'
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${namePrefix}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: rule.title
      enabled: true
      severity: rule.severity
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.window
      autoMitigate: true
      // The tables are made by the first row that comes in.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(email) ? [] : [told.id]
      }
    }
  }
]
