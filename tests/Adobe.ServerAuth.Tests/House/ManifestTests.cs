namespace Adobe.ServerAuth.Tests.House;

public sealed class ManifestTests
{
    private const string Deployment = "samples/KubernetesSecrets/deployment.yaml";
    private const string Secret = "samples/KubernetesSecrets/secret.yaml";

    [Fact]
    public void Every_key_that_a_manifest_sets_is_one_of_the_options() => Findings.None(
        RepositoryTree.Files("samples", "*.yaml").SelectMany(path => Manifest.Failures(path, RepositoryTree.Read(path)))
            .Concat(MarkdownFile.All.SelectMany(MarkdownBlocks.Of).Where(block => block.Language is "yaml" or "yml")
                .SelectMany(block => Manifest.Failures(block.Place(), block.Text + "\n"))));

    [Fact]
    public void The_deployment_mounts_the_secret_where_the_options_look_for_it()
    {
        var (deployment, secret) = (RepositoryTree.Read(Deployment), RepositoryTree.Read(Secret));
        var keys = Manifest.Keys(deployment);

        Assert.Equal(["AdobeServerAuth:ClientId", "AdobeServerAuth:ClientSecretFile", "AdobeServerAuth:Scopes"], keys.Keys.Order());
        Assert.Equal("REPLACE-ME", Manifest.Value(secret, "client-secret"));
        Assert.Equal(Manifest.Value(deployment, "mountPath") + "/client-secret", keys["AdobeServerAuth:ClientSecretFile"]);
        Assert.Equal("adobe-credential", Manifest.Value(deployment, "secretName"));
        Assert.Contains("name: adobe-credential\n", secret, StringComparison.Ordinal);
        Assert.DoesNotContain("subPath:", deployment, StringComparison.Ordinal);
    }

    // Without the number an image whose USER is a name is not started, and the group has to be the one that may read the secret.
    [Theory]
    [InlineData("runAsNonRoot", "true")]
    [InlineData("runAsUser", "1654")]
    [InlineData("fsGroup", "1654")]
    [InlineData("defaultMode", "0440")]
    [InlineData("allowPrivilegeEscalation", "false")]
    [InlineData("automountServiceAccountToken", "false")]
    public void The_deployment_runs_as_a_user_with_a_number_and_without_rights_that_it_does_not_need(string name, string value) =>
        Assert.Equal(value, Manifest.Value(RepositoryTree.Read(Deployment), name));

    // The check of the credential is behind /health, and what a probe does with it helps nobody.
    [Fact]
    public void No_probe_of_the_deployment_asks_for_the_credential()
    {
        var paths = RepositoryTree.Read(Deployment).Split('\n').Where(line => line.TrimStart().StartsWith("path: ", StringComparison.Ordinal)).Select(line => line.Trim());

        Assert.Equal(["path: /live", "path: /live", "path: /ready"], paths);
    }

    [Theory]
    [InlineData("- name: AdobeServerAuth__ClientSecretFil\n  value: \"a\"\n", "ClientSecretFil")]
    [InlineData("- name: AdobeServerAuth__TokenRequest__TotalTimeout\n  value: \"300\"\n", "TotalTimeout")]
    [InlineData("- name: AdobeServerAuth__ClientSecret\n  valueFrom: {}\n", "names 1 keys, and gives 0 of them a value")]
    public void A_key_that_is_none_is_found(string yaml, string finding) =>
        Assert.Contains(finding, Assert.Single(Manifest.Failures("planted.yaml", yaml)), StringComparison.Ordinal);
}
