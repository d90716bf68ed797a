// For azd: values come from its environment (azd env set NAME value).
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param firms = [
  {
    id: readEnvironmentVariable('COACHING_FIRM_ID')
    name: readEnvironmentVariable('COACHING_FIRM_NAME')
    email: readEnvironmentVariable('COACHING_FIRM_EMAIL')
    timeZone: readEnvironmentVariable('COACHING_FIRM_TIME_ZONE', 'Etc/UTC')
    keySha256: readEnvironmentVariable('COACHING_FIRM_KEY_SHA256')
  }
]
param linkKeyIds = split(readEnvironmentVariable('COACHING_LINK_KEYS', 'k1'), ' ')
param journalKeyIds = split(readEnvironmentVariable('COACHING_JOURNAL_KEYS', 'j1'), ' ')
param journalAdopt = readEnvironmentVariable('COACHING_JOURNAL_ADOPT', '')
param baseUrl = readEnvironmentVariable('COACHING_BASE_URL', '')
param mailDataLocation = readEnvironmentVariable('COACHING_MAIL_DATA_LOCATION', 'Europe')
param mailDomain = readEnvironmentVariable('COACHING_MAIL_DOMAIN', '')
param mailDomainVerified = bool(readEnvironmentVariable('COACHING_MAIL_DOMAIN_VERIFIED', 'false'))
param mailSender = readEnvironmentVariable('COACHING_MAIL_SENDER', 'coaching')
param connectDeliveryReports = bool(readEnvironmentVariable('COACHING_DELIVERY_REPORTS', 'false'))
param useDurableTaskScheduler = bool(readEnvironmentVariable('DurableTaskScheduler', 'false'))
param alertEmail = readEnvironmentVariable('COACHING_ALERT_EMAIL', '')
param otlpEndpoint = readEnvironmentVariable('COACHING_OTLP_ENDPOINT', '')
