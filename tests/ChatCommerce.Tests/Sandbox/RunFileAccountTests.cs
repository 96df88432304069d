extern alias Sandbox;

using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox;
using Xunit;

namespace ChatCommerce.Tests.Sandbox;

public sealed class RunFileAccountTests : SandboxTest
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sandbox");

    [Fact]
    public async Task The_demo_shops_accounts_are_learned_from_the_run_file()
    {
        await StartSandbox(new SandboxOptions { Port = 0, DataFolder = folder.FullName });
        var before = await Call(HttpMethod.Get, "/v1/account", key: "sk_test_demo");
        WriteRunFile("sk_test_demo");

        var opened = await Call(HttpMethod.Post, "/v1/checkout/sessions", Shoes(), key: "sk_test_demo");
        await Control($"/stripe/sessions/{opened.Text("id")}/pay");

        before.Status.Should().Be(401);
        opened.Status.Should().Be(200);
        (await Receiver.Next("checkout.session.completed")).Subject.GetProperty("id").GetString().Should().Be(opened.Text("id"));
        (await Call(HttpMethod.Get, "/v1/account", key: "sk_test_demo")).Text("business_profile.name").Should().Be("Harbor");
    }

    [Fact]
    public async Task A_run_file_that_is_half_written_is_read_once_it_is_whole()
    {
        await StartSandbox(new SandboxOptions { Port = 0, DataFolder = folder.FullName });
        File.WriteAllText(Path.Combine(folder.FullName, "run.json"), """{"tenants": [{"name": "Har""");
        (await Call(HttpMethod.Get, "/v1/account", key: "sk_test_demo")).Status.Should().Be(401);

        WriteRunFile("sk_test_demo");

        (await Call(HttpMethod.Get, "/v1/account", key: "sk_test_demo")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_run_file_without_payments_changes_nothing()
    {
        await StartSandbox(new SandboxOptions { Port = 0, DataFolder = folder.FullName });
        await PutAccount(AccountId, Key);
        File.WriteAllText(Path.Combine(folder.FullName, "run.json"), """{"tenants": [{"name": "Harbor"}], "health": "x"}""");

        (await Get("/v1/account")).Status.Should().Be(200);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private void WriteRunFile(string key) => File.WriteAllText(Path.Combine(folder.FullName, "run.json"), $$"""
        {
          "tenants": [
            {
              "slug": "harbor", "name": "Harbor", "currency": "USD",
              "payments": [
                {
                  "provider": "stripe", "accountId": "acct_demo_harbor", "secretKey": "{{key}}",
                  "webhookUrl": "{{Receiver.Url}}", "webhookSecret": "whsec_demo", "liveMode": false
                }
              ]
            }
          ]
        }
        """);
}
