using System.Diagnostics;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Hosting;

/// <summary>A missing or malformed setting ends the program with one line that names it and what was expected.</summary>
public sealed class SettingsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Connection = "expected 'Host=…;Username=…;Password=…;Database=…' or 'postgres://user:password@host/database'.";
    private const string Key = "expected 'id:base64 of 32 bytes'.";
    private const string Url = "expected an https address such as https://shops.example, without a path; http is for development.";

    [Theory]
    [InlineData("CHATCOMMERCE_DATABASE", "", "CHATCOMMERCE_DATABASE is missing: " + Connection)]
    [InlineData("CHATCOMMERCE_DATABASE", "Host", "CHATCOMMERCE_DATABASE is malformed: " + Connection)]
    [InlineData("CHATCOMMERCE_DATABASE", "Username=u;Password=kept", "CHATCOMMERCE_DATABASE is malformed: " + Connection)]
    [InlineData("CHATCOMMERCE_DATABASE", "postgres://u:kept@host:port/d", "CHATCOMMERCE_DATABASE is malformed: " + Connection)]
    [InlineData("CHATCOMMERCE_DATABASE", "Host=127.0.0.1;Port=1;Username=u;Password=kept", "PostgreSQL does not let us in: Failed to connect to 127.0.0.1:1.")]
    [InlineData("Database:App", "Port=many", "Database:App is malformed: " + Connection)]
    [InlineData("Database:Migrate", "perhaps", "Database:Migrate is 'perhaps': expected true or false.")]
    [InlineData("Database:RolePrefix", "x; drop", "Database:RolePrefix is 'x; drop': expected the form [a-z][a-z0-9_]{0,39}.")]
    [InlineData("CHATCOMMERCE_ENCRYPTION_KEY", "", "CHATCOMMERCE_ENCRYPTION_KEY is missing: " + Key)]
    [InlineData("CHATCOMMERCE_ENCRYPTION_KEY", "k:c2hvcnQ=", "CHATCOMMERCE_ENCRYPTION_KEY is malformed: " + Key)]
    [InlineData("CHATCOMMERCE_PORT", "http", "CHATCOMMERCE_PORT is 'http': expected a port number.")]
    [InlineData("CHATCOMMERCE_LISTEN", "here", "CHATCOMMERCE_LISTEN is 'here': expected an IP address such as 0.0.0.0.")]
    [InlineData("CHATCOMMERCE_ROLES", "web,cook", "CHATCOMMERCE_ROLES names 'cook': expected web, worker, scheduler.")]
    [InlineData("PublicUrl", "shops", "PublicUrl is 'shops': " + Url)]
    [InlineData("PublicUrl", "https://shops.example/below", "PublicUrl is 'https://shops.example/below': " + Url)]
    [InlineData("TrustedProxies:0", "proxy", "TrustedProxies names 'proxy': expected an IP address.")]
    [InlineData("Pipeline:TurnWorkers", "0", "Pipeline:TurnWorkers is '0': expected 1 to 256.")]
    [InlineData("Pipeline:TurnWorkers", "many", "Pipeline:TurnWorkers is 'many': expected a whole number.")]
    [InlineData("WebChat:TokenSeconds", "1", "WebChat:TokenSeconds is '1': expected 60 to 86400.")]
    [InlineData("Storefront:KeepPageMilliseconds", "5000", "Storefront:KeepPageMilliseconds is '5000': expected 0 to 2000.")]
    [InlineData("Payments:ReconcileAfter", "soon", "Payments:ReconcileAfter is 'soon': expected a time such as 00:15:00.")]
    [InlineData("Payments:Stripe:Timeout", "-1", "Payments:Stripe:Timeout is '-1.00:00:00': expected 00:00:01 to 00:05:00.")]
    [InlineData("Payments:Stripe:BaseAddress", "stripe", "Payments:Stripe:BaseAddress is 'stripe': expected an address such as https://shops.example.")]
    [InlineData("Channels:Meta:Version", "25", @"Channels:Meta:Version is '25': expected the form v\d{1,3}\.\d{1,2}.")]
    [InlineData("Channels:Twilio:BaseAddress", "twilio", "Channels:Twilio:BaseAddress is 'twilio': expected an address such as https://shops.example.")]
    [InlineData("Channels:Kakao:KnockAfterSeconds", "-1", "Channels:Kakao:KnockAfterSeconds is '-1': expected 0 to 3600.")]
    [InlineData("Serilog:MinimumLevel:Default", "loud", "A setting below Serilog is malformed: The value loud is not a valid Serilog level.")]
    public async Task What_is_malformed_is_named_in_one_line(string name, string value, string line) =>
        (await Start.Of(database, [(name, value)])).Should().Be(new Refused(1, line + "\n"));

    [Theory]
    [InlineData("PublicUrl", "http://shops.example", "PublicUrl is 'http://shops.example': " + Url)]
    [InlineData("CHATCOMMERCE_ENCRYPTION_KEY", "", "CHATCOMMERCE_ENCRYPTION_KEY is missing: " + Key)]
    public async Task What_development_may_leave_out_is_asked_for_elsewhere(string name, string value, string line) =>
        (await Start.Of(database, [("PublicUrl", "https://shops.example"), (name, value)], environment: "Production")).Should().Be(new Refused(1, line + "\n"));

    [Fact]
    public async Task A_wrong_password_of_the_owner_is_said_in_one_line()
    {
        await database.Run($"create role {database.Name}_owner login password 'right'");
        try
        {
            var wrong = new Npgsql.NpgsqlConnectionStringBuilder(database.Admin) { Username = database.Name + "_owner", Password = "wrong", Database = "no_such_database" };
            var said = await Start.Of(database, [("CHATCOMMERCE_DATABASE", wrong.ConnectionString)]);

            said.Code.Should().Be(1);
            said.Line.Should().StartWith("PostgreSQL does not let us in: ").And.NotContain("wrong").And.EndWith(".\n");
            said.Line.Count(c => c == '\n').Should().Be(1);
        }
        finally
        {
            await database.Run($"drop role {database.Name}_owner");
        }
    }

    [Fact]
    public async Task The_program_ends_with_code_1_and_one_line_on_its_error_stream()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ChatCommerce.BotHost.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = { ["PublicUrl"] = "https://shops.example", ["CHATCOMMERCE_ENCRYPTION_KEY"] = "" },
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);

        (process.ExitCode, await output, await errors).Should().Be((1, "", "CHATCOMMERCE_ENCRYPTION_KEY is missing: " + Key + Environment.NewLine));
    }
}
