using System.Text.RegularExpressions;
using ChatCommerce.Tests.Demo;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Scripts;

/// <summary>No container engine runs with the tests, so at least what the container files name must be there.</summary>
public sealed partial class ContainerFilesTests
{
    private static readonly string Dockerfile = Read("Dockerfile");
    private static readonly string Compose = Read("docker-compose.yml");

    [Fact]
    public void The_Dockerfile_builds_projects_that_exist()
    {
        var projects = ProjectFile().Matches(Dockerfile).Select(match => match.Value).Distinct().ToArray();

        projects.Should().HaveCount(2).And.OnlyContain(project => File.Exists(Path.Combine(DemoFiles.Root, project)));
    }

    [Fact]
    public void Each_image_starts_the_program_it_copies()
    {
        var images = Image().Matches(Dockerfile).Select(match => (match.Groups["copied"].Value, match.Groups["started"].Value));

        images.Should().BeEquivalentTo([("Sandbox", "Sandbox"), ("BotHost", "BotHost")]);
    }

    [Fact]
    public void Compose_builds_targets_that_the_Dockerfile_has()
    {
        var targets = Target().Matches(Compose).Select(match => match.Groups["name"].Value).ToArray();

        targets.Should().BeEquivalentTo("bothost", "sandbox");
        targets.Should().OnlyContain(target => Dockerfile.Contains($" AS {target}\n", StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_that_compose_starts_with_the_demo_has_its_shops()
    {
        Compose.Should().Contain("CHATCOMMERCE_DEMO: \"1\"");
        var copied = DemoFolder().Match(Dockerfile[Dockerfile.IndexOf(" AS bothost\n", StringComparison.Ordinal)..]);

        copied.Groups["place"].Value.Should().Be("./demo", "the program looks for demo beside itself and above");
        Directory.Exists(Path.Combine(DemoFiles.Root, copied.Groups["folder"].Value, "harbor")).Should().BeTrue();
        Read(".dockerignore").Split('\n').Should().NotContain(copied.Groups["folder"].Value);
    }

    [Fact]
    public void Compose_mounts_files_that_exist()
    {
        var files = MountedFile().Matches(Compose).Select(match => match.Groups["name"].Value).ToArray();

        files.Should().HaveCount(2).And.OnlyContain(file => File.Exists(Path.Combine(DemoFiles.Root, file)));
    }

    [Fact]
    public void No_secret_has_a_default_in_compose()
    {
        var secrets = Secret().Matches(Compose).Select(match => match.Value).ToArray();

        secrets.Should().HaveCountGreaterThanOrEqualTo(4).And.OnlyContain(secret => secret.EndsWith(":?", StringComparison.Ordinal));
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(DemoFiles.Root, file));

    [GeneratedRegex(@"src/\w+/\w+\.csproj", RegexOptions.None, 1000)]
    private static partial Regex ProjectFile();

    [GeneratedRegex(@"COPY --from=build /out/(?<copied>\w+) \.\n.*\nENTRYPOINT \[""dotnet"", ""ChatCommerce\.(?<started>\w+)\.dll""\]", RegexOptions.None, 1000)]
    private static partial Regex Image();

    [GeneratedRegex(@"COPY --from=build /source/(?<folder>\w+) (?<place>\S+)\n", RegexOptions.None, 1000)]
    private static partial Regex DemoFolder();

    [GeneratedRegex(@"target: (?<name>\w+)", RegexOptions.None, 1000)]
    private static partial Regex Target();

    [GeneratedRegex(@"- \./(?<name>\S+?):", RegexOptions.None, 1000)]
    private static partial Regex MountedFile();

    [GeneratedRegex(@"\$\{(?<name>POSTGRES_PASSWORD|CHATCOMMERCE_OWNER_PASSWORD|CHATCOMMERCE_ENCRYPTION_KEY)..", RegexOptions.None, 1000)]
    private static partial Regex Secret();
}
