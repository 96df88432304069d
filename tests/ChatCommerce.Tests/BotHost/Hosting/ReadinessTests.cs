using System.Net;
using ChatCommerce.Tests.Scripts;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Xunit;
using HostProgram = ChatCommerce.BotHost.Program;

namespace ChatCommerce.Tests.BotHost.Hosting;

public sealed class ReadinessTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chatcommerce-ready").FullName;

    [Fact]
    public async Task A_node_whose_database_has_other_migrations_lives_and_is_not_ready()
    {
        await using var app = Start.Built(database, ("CHATCOMMERCE_ROLES", "web"));
        await HostProgram.Start(app);
        (await Get(app, "/readyz")).Should().Be((HttpStatusCode.OK, "ready"));

        await database.Run("insert into schema_migration (name, checksum) values ('9999-12-31-01-later', 'x')");
        try
        {
            var (status, text) = await Get(app, "/readyz");
            status.Should().Be(HttpStatusCode.ServiceUnavailable);
            text.Should().Contain("\"migrations\"").And.Contain("9999-12-31-01-later");
            (await Get(app, "/healthz")).Should().Be((HttpStatusCode.OK, "ok"));
        }
        finally
        {
            await database.Run("delete from schema_migration where name like '9999%'");
        }

        (await Get(app, "/readyz")).Should().Be((HttpStatusCode.OK, "ready"));
    }

    [Fact]
    public async Task The_program_is_not_ready_before_its_run_file_stands()
    {
        var notAFolder = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(notAFolder, "");
        await using var app = Start.Built(database, ("CHATCOMMERCE_ROLES", "web"), ("CHATCOMMERCE_DATA", notAFolder));

        await FluentActions.Awaiting(() => HostProgram.Start(app)).Should().ThrowAsync<IOException>();

        var (status, text) = await Get(app, "/readyz");
        status.Should().Be(HttpStatusCode.ServiceUnavailable);
        text.Should().Contain("still starting");
    }

    [Fact]
    public async Task The_run_file_is_for_its_owner_alone()
    {
        await using var app = Start.Built(database, ("CHATCOMMERCE_ROLES", "web"), ("CHATCOMMERCE_DATA", folder));

        await HostProgram.Start(app);

        (await Shell.Run($"cd '{folder}'; stat -c '%a %n' *")).Output.Should().Be("600 run.json\n600 run.txt");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<(HttpStatusCode Status, string Text)> Get(WebApplication app, string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
