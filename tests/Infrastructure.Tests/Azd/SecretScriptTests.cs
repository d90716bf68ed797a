namespace CoachingWorkflow.Infrastructure.Tests.Azd;

/// <summary>The script makes missing secrets and shows none. An az of our own stands in for Azure's.</summary>
public sealed class SecretScriptTests
{
    private const string Az = """
        #!/bin/sh
        echo "$*" >> "$AZ_FOLDER/calls"
        case "$3" in
            list)
                if [ -e "$AZ_FOLDER/forbidden" ]; then rm "$AZ_FOLDER/forbidden"; echo "Forbidden" >&2; exit 1; fi
                cd "$AZ_FOLDER/vault" && ls
                ;;
            set)
                while [ "$1" != --name ]; do shift; done
                cat > "$AZ_FOLDER/vault/$2"
                ;;
        esac
        """;

    [Fact]
    public async Task Missing_secrets_are_made_and_shown_nowhere()
    {
        using var folder = Vault();
        var ran = await RunAsync(folder, "k2 k1");

        Assert.Equal(
            (0, "link-key-k2 is made.\nlink-key-k1 is made.\njournal-key-j1 is made.\ndelivery-reports-key is made.\n"),
            (ran.ExitCode, ran.Output));
        var secrets = Directory.EnumerateFiles(folder.File("vault")).Select(File.ReadAllText).ToList();
        Assert.Equal(4, secrets.Distinct().Count());
        Assert.All(secrets, secret => Assert.Equal(32, Convert.FromBase64String(secret).Length));
        var seen = await File.ReadAllTextAsync(folder.File("calls"), TestContext.Current.CancellationToken) + ran.Output + ran.Errors;
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, seen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_that_is_there_is_left_alone_because_links_were_signed_with_it()
    {
        using var folder = Vault();
        await File.WriteAllTextAsync(folder.File("vault/link-key-k1"), "in use", TestContext.Current.CancellationToken);

        var ran = await RunAsync(folder, "k1");

        Assert.Equal((0, "link-key-k1 is there.\njournal-key-j1 is made.\ndelivery-reports-key is made.\n"), (ran.ExitCode, ran.Output));
        Assert.Equal("in use", await File.ReadAllTextAsync(folder.File("vault/link-key-k1"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_role_that_is_granted_a_moment_later_is_waited_for()
    {
        using var folder = Vault();
        await File.WriteAllTextAsync(folder.File("forbidden"), "", TestContext.Current.CancellationToken);

        Assert.Equal(0, (await RunAsync(folder, "k1")).ExitCode);
    }

    [Fact]
    public async Task Without_the_role_it_says_what_is_missing()
    {
        using var folder = Vault();
        await File.WriteAllTextAsync(folder.File("forbidden"), "", TestContext.Current.CancellationToken);

        var ran = await RunAsync(folder, "k1", tries: "1");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("Key Vault Secrets Officer", ran.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.File("vault")));
    }

    private static TemporaryFolder Vault()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/usr/bin/openssl"), "The script is for a shell with openssl.");
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("vault"));
        File.WriteAllText(folder.File("az"), Az.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.File("az"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    private static Task<Ran> RunAsync(TemporaryFolder folder, string ids, string tries = "3") => Command.RunAsync(
        "/bin/sh", [Repository.PathOf("infra/hooks/set-secrets.sh")],
        new Dictionary<string, string>
        {
            ["PATH"] = $"{folder.Path}:/usr/bin:/bin",
            ["AZ_FOLDER"] = folder.Path,
            ["AZURE_KEY_VAULT_NAME"] = "kv-test",
            ["COACHING_LINK_KEY_IDS"] = ids,
            ["SECRETS_TRIES"] = tries,
            ["SECRETS_PAUSE"] = "0",
        });
}
