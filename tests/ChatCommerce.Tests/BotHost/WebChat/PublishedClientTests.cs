using System.Diagnostics;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

/// <summary>Microsoft's own client, installed from its package and unchanged, speaks to the program with its bot.</summary>
public sealed class PublishedClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task The_published_client_talks_reads_polls_resumes_and_recovers()
    {
        var folder = Folder();
        await Install(folder);
        await using var host = new ChatHost { Roles = "web,worker" };
        await host.InitializeAsync();

        var seen = JsonDocument.Parse(await Run(folder, "node", ["drive.js", host.Address.ToString(), host.Harbor.Key])).RootElement;

        seen.GetProperty("token").GetProperty("seconds").GetInt32().Should().Be(1_800);
        var stream = seen.GetProperty("stream");
        stream.GetProperty("online").GetBoolean().Should().BeTrue();
        stream.GetProperty("echoed").GetString().Should().Be("client-1");
        stream.GetProperty("reply").GetString().Should().NotBeEmpty();
        stream.GetProperty("conversationId").GetString().Should().Be(seen.GetProperty("token").GetProperty("conversationId").GetString());
        var first = Ids(stream);
        var all = Ids(seen.GetProperty("poll"));
        all.Should().OnlyHaveUniqueItems().And.StartWith(first);
        Ids(seen.GetProperty("resumed")).Should().NotBeEmpty().And.BeSubsetOf(all).And.NotIntersectWith(first);
        seen.GetProperty("recovered").GetProperty("doubled").GetInt32().Should().Be(0);
        seen.GetProperty("secret").GetProperty("reply").GetString().Should().NotBeEmpty();
    }

    private static List<string> Ids(JsonElement of) => [.. of.GetProperty("ids").EnumerateArray().Select(i => i.GetString()!)];

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "ChatCommerce.sln")))
        {
            at = at.Parent;
        }

        return Path.Combine(at!.FullName, "tests", "direct-line-client");
    }

    // Once for each lock file: the installed copy remembers which one it was made from.
    private static async Task Install(string folder)
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
        var mark = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == wanted)
        {
            return;
        }

        await Run(folder, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        await File.WriteAllTextAsync(mark, wanted);
    }

    private static async Task<string> Run(string folder, string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        process.ExitCode.Should().Be(0, "{0} should succeed: {1}", program, await errors);
        return await output;
    }
}
