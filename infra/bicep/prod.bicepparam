// For engagements of real people: three zones, longer retention, a mail domain of the firm's own. Replace names and addresses by yours.
using 'main.bicep'

param environmentName = 'prod'
param location = 'westeurope'
param firms = [
  {
    id: 'demo'
    name: 'Demo Coaching'
    email: 'office@coaching.example'
    timeZone: 'Europe/Berlin'
    keySha256: readEnvironmentVariable('COACHING_FIRM_KEY_SHA256')
  }
]
param mailDomain = 'mail.coaching.example'
param mailDomainVerified = bool(readEnvironmentVariable('COACHING_MAIL_DOMAIN_VERIFIED', 'false'))
param connectDeliveryReports = bool(readEnvironmentVariable('COACHING_DELIVERY_REPORTS', 'false'))
param keep = {
  deletedDataDays: 30
  logDays: 180
  storageSku: 'Standard_ZRS'
}
param alertEmail = 'operations@coaching.example'
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
