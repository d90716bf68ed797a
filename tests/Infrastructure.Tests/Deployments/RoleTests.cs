using CoachingWorkflow.Infrastructure.Tests.Bicep;

namespace CoachingWorkflow.Infrastructure.Tests.Deployments;

/// <summary>The identity of the app may do what this table says, and nothing else. docs/deploy.md says why.</summary>
public sealed class RoleTests
{
    private const string Storage = "Microsoft.Storage/storageAccounts";

    private static readonly Role BlobData = new("Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", Storage);
    private static readonly Role QueueData = new("Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", Storage);
    private static readonly Role TableData = new("Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", Storage);
    private static readonly Role Secrets = new(
        "Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6", "Microsoft.KeyVault/vaults");
    private static readonly Role Mail = new(
        "Communication and Email Service Owner", "09976791-48a7-449e-bb21-39d1a415f350", "Microsoft.Communication/communicationServices");
    private static readonly Role Telemetry = new(
        "Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb", "Microsoft.Insights/components");
    private static readonly Role Orchestrations = new(
        "Durable Task Data Contributor", "0ad04412-c4d5-4796-b79c-f76d14c8d402", "Microsoft.DurableTask/schedulers");
    private static readonly Role Operator = new(
        "Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Microsoft.KeyVault/vaults");

    private static readonly Role[] Usual = [BlobData, QueueData, TableData, Secrets, Mail, Telemetry];
    private static readonly Role[] WithScheduler = [BlobData, Orchestrations, Secrets, Mail, Telemetry];

    [Fact]
    public async Task The_apps_identity_has_exactly_the_roles_in_the_table()
    {
        BicepCli.Require();
        Assert.Equal(Sorted(Usual), AppRoles(await Deployment.DevAsync()));
        Assert.Equal(Sorted(Usual), AppRoles(await Deployment.ProdAsync()));
        Assert.Equal(Sorted(WithScheduler), AppRoles(await Deployment.WithSchedulerAsync()));
    }

    [Fact]
    public async Task A_wider_role_is_found()
    {
        BicepCli.Require();
        const string owner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
        Assert.NotEqual(Sorted(Usual), AppRoles(await Deployment.ProdAsync(("modules/storage.bicep", BlobData.Definition, owner))));
    }

    [Fact]
    public async Task Besides_the_app_only_the_operator_is_granted_anything_and_only_if_named()
    {
        BicepCli.Require();
        var others = (await Deployment.ProdAsync()).Of("Microsoft.Authorization/roleAssignments").Where(assignment => !IsOfApp(assignment))
            .Select(RoleOf);

        Assert.Equal([(Operator.Definition, Operator.Scope)], others);
    }

    [Fact]
    public void The_documentation_has_the_table()
    {
        var page = Repository.Read("docs/deploy.md");

        Assert.All([.. Usual, Orchestrations, Operator], role => Assert.Contains($"| {role.Name} |", page, StringComparison.Ordinal));
    }

    private static IEnumerable<(string, string)> AppRoles(Deployment deployment) =>
        deployment.Of("Microsoft.Authorization/roleAssignments").Where(IsOfApp).Select(RoleOf).Order();

    private static bool IsOfApp(Resource assignment) =>
        assignment.Text("properties", "principalId").Contains("Microsoft.ManagedIdentity/userAssignedIdentities", StringComparison.Ordinal);

    // …/resourceGroups/x/providers/<type>/<name>/providers/Microsoft.Authorization/roleAssignments/…
    private static (string Definition, string Scope) RoleOf(Resource assignment)
    {
        var scope = assignment.Id.Split("/providers/Microsoft.Authorization/")[0].Split("/providers/");
        return (assignment.Text("properties", "roleDefinitionId").Split('/')[^1], scope.Length == 1
            ? "resource group or above" : string.Join('/', scope[^1].Split('/')[..^1]));
    }

    private static IEnumerable<(string, string)> Sorted(IEnumerable<Role> roles) =>
        roles.Select(role => (role.Definition, role.Scope)).Order();

    private sealed record Role(string Name, string Definition, string Scope);
}
