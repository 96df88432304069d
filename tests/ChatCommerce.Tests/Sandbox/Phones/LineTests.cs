extern alias Sandbox;

using System.Net.Http.Json;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Phones;

public sealed class LineTests : PhoneTest
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sandbox");

    [Fact]
    public async Task Lines_are_learned_from_the_run_file_and_again_when_it_is_written_anew()
    {
        await Start(new SandboxOptions { Port = 0, DataFolder = folder.FullName });
        (await Text("hi")).Status.Should().Be(404);

        WriteRunFile("coo");
        await Text("hi");
        var first = await Shop.Next();
        WriteRunFile("caw");
        await Text("hi");

        (await Shop.Next()).Signature.Should().NotBe(first.Signature);
        Service<Lines>().Find("pigeon", "pigeon-1")!.Secret("secret").Should().Be("caw");
    }

    [Fact]
    public void A_line_is_found_by_its_id_by_its_shop_and_by_what_its_api_token_is()
    {
        var lines = Service<Lines>();

        lines.Find("pigeon", "pigeon-1").Should().NotBeNull();
        lines.Find("telegram", "pigeon-1").Should().BeNull();
        lines.OfTenant("pigeon", "harbor").Should().NotBeNull();
        lines.With("token", "tok_1", "pigeon").Should().ContainSingle();
        lines.With("loft", "north").Should().ContainSingle();
        lines.With("token", "tok_2").Should().BeEmpty();
        lines.With("token", "tok_1", "telegram").Should().BeEmpty();
    }

    [Fact]
    public async Task A_webhook_that_is_no_web_address_is_refused()
    {
        (await PutLine("file:///etc/passwd")).StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
        (await Http.PutAsJsonAsync("/sandbox/lines", new[] { new { kind = "pigeon" } })).StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Secrets_are_not_shown()
    {
        var lines = await Get("/sandbox/lines");

        lines.Body.ToString().Should().Contain("secret").And.NotContain("coo").And.NotContain("tok_1");
    }

    [Fact]
    public void The_same_name_is_the_same_person_with_the_same_ids_after_every_start()
    {
        var (one, two) = (Person.Named("customer17"), Person.Named("customer17"));

        one.Should().Be(two);
        one.Phone.Should().MatchRegex(@"^\+1\d{10}$");
        one.Digits("psid 1", 16).Should().Be(two.Digits("psid 1", 16)).And.HaveLength(16);
        one.Digits("psid 1", 16).Should().NotBe(one.Digits("psid 2", 16));
        one.Phone.Should().NotBe(Person.Named("customer18").Phone);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private void WriteRunFile(string secret)
    {
        var path = Path.Combine(folder.FullName, "run.json");
        File.WriteAllText(path, $$"""
            {
              "tenants": [
                {
                  "slug": "harbor", "name": "Harbor", "locale": "en-US",
                  "channels": [
                    { "kind": "pigeon", "externalId": "pigeon-1", "webhook": "{{Shop.Url}}", "secrets": { "secret": "{{secret}}" }, "settings": {} }
                  ]
                }
              ]
            }
            """);
        // Two writes within one tick of the file system's clock would look like one.
        File.SetLastWriteTimeUtc(path, Clock.GetUtcNow().UtcDateTime.AddMinutes(secret.Length + secret[1]));
    }
}
