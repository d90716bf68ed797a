// To try it out: one datacenter, little kept, small instances. Replace the firm by yours before the first deployment.
using 'main.bicep'

param environmentName = 'dev'
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
param keep = {
  deletedDataDays: 7
  logDays: 30
  storageSku: 'Standard_LRS'
}
param instanceMemoryMB = 512
param maximumInstanceCount = 2
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
