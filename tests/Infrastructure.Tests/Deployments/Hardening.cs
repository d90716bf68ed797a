namespace CoachingWorkflow.Infrastructure.Tests.Deployments;

/// <summary>What must hold of every resource, whatever else it is.</summary>
internal static class Hardening
{
    // By type: the path of a value and what it has to be.
    private static readonly Dictionary<string, (string Path, string Value)[]> Rules = new(StringComparer.Ordinal)
    {
        ["Microsoft.Storage/storageAccounts"] =
        [
            ("properties.allowSharedKeyAccess", "False"), ("properties.allowBlobPublicAccess", "False"),
            ("properties.allowCrossTenantReplication", "False"),
            ("properties.minimumTlsVersion", "TLS1_2"), ("properties.supportsHttpsTrafficOnly", "True"),
        ],
        ["Microsoft.Storage/storageAccounts/blobServices"] =
        [
            ("properties.isVersioningEnabled", "True"), ("properties.deleteRetentionPolicy.enabled", "True"),
            ("properties.containerDeleteRetentionPolicy.enabled", "True"),
        ],
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = [("properties.publicAccess", "None")],
        ["Microsoft.KeyVault/vaults"] =
        [
            ("properties.enableRbacAuthorization", "True"), ("properties.enablePurgeProtection", "True"),
            ("properties.enableSoftDelete", "True"),
        ],
        ["Microsoft.Web/sites"] =
        [
            ("properties.httpsOnly", "True"), ("properties.siteConfig.minTlsVersion", "1.2"),
            ("properties.siteConfig.scmMinTlsVersion", "1.2"), ("identity.type", "UserAssigned"),
            ("properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
            ("properties.functionAppConfig.runtime.version", "10.0"),
        ],
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = [("properties.allow", "False")],
        ["Microsoft.Insights/components"] = [("properties.DisableLocalAuth", "True")],
        ["Microsoft.OperationalInsights/workspaces"] = [("properties.features.disableLocalAuth", "True")],
        ["Microsoft.EventGrid/systemTopics/eventSubscriptions"] =
        [
            ("properties.destination.properties.minimumTlsVersionAllowed", "1.2"),
        ],
        ["Microsoft.Communication/communicationServices"] = [("properties.disableLocalAuth", "True")],
        ["Microsoft.Communication/emailServices/domains"] = [("properties.userEngagementTracking", "Disabled")],
    };

    public static IEnumerable<string> RuledTypes => Rules.Keys;

    public static IReadOnlyList<string> Mistakes(Deployment deployment) =>
    [
        .. from resource in deployment.Resources
           from rule in Rules.GetValueOrDefault(resource.Type, [])
           let value = resource.Text(rule.Path.Split('.'))
           where value != rule.Value
           select $"{resource.Type}: {rule.Path} is '{value}', not '{rule.Value}'",
    ];
}
