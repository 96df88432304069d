using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Twilio;

public sealed class MessagesApiTests : MessengerTest
{
    private const string Sid = "AC00000000000000000000000000000001";
    private const string Sam = "whatsapp:+13125550147";
    private const string Us = "whatsapp:+14155550199";

    protected override object Line => new
    {
        tenant = "harbor", name = "Harbor", kind = "whatsapp_twilio", externalId = Us, webhook = "http://127.0.0.1:9/hook",
        secrets = new { auth_token = "tok" }, settings = new { account_sid = Sid },
    };

    [Fact]
    public async Task A_message_lands_on_the_phone()
    {
        await Phone("whatsapp_twilio").Write("hi");

        var (status, answer) = await Send(("To", Sam), ("From", Us), ("Body", "Hello"));

        var bubble = (await Phone("whatsapp_twilio").FromShop()).Single();
        (status, bubble.Text).Should().Be((201, "Hello"));
        bubble.Id.Should().Be(answer.GetProperty("sid").GetString());
    }

    [Fact]
    public async Task Content_lands_with_its_variables_filled_in()
    {
        await Phone("whatsapp_twilio").Write("hi");
        var sid = await Content(new Dictionary<string, object>
        {
            ["twilio/list-picker"] = new { body = "{{1}}\n{{2}}", button = "See", items = new[] { new { id = "{{3}}", item = "{{4}}", description = "{{5}}" } } },
        });

        await Send(("To", Sam), ("From", Us), ("ContentSid", sid), ("ContentVariables", """{"1":"Found","2":"one","3":"p:1","4":"Mug","5":"$18"}"""));

        var bubble = (await Phone("whatsapp_twilio").FromShop()).Single();
        bubble.Text.Should().Be("Found\none");
        bubble.Rows.Single().Should().Be(new World.HandsetRow("p:1", "Mug", "$18"));
    }

    [Theory]
    [InlineData("To=whatsapp:+13125550147", 21603)]
    [InlineData("From=whatsapp:+14155550199&Body=hi", 21604)]
    [InlineData("From=whatsapp:+14155550198&To=whatsapp:+13125550147&Body=hi", 63007)]
    [InlineData("From=whatsapp:+14155550199&To=nobody&Body=hi", 21211)]
    [InlineData("From=whatsapp:+14155550199&To=whatsapp:+19995550100&Body=hi", 21211)]
    [InlineData("From=whatsapp:+14155550199&To=whatsapp:+13125550147", 21619)]
    [InlineData("From=whatsapp:+14155550199&To=whatsapp:+13125550147&ContentSid=HX1", 21655)]
    [InlineData("From=whatsapp:+14155550199&To=whatsapp:+13125550147&Body=hi&MediaUrl=nowhere", 21620)]
    [InlineData("From=whatsapp:+14155550199&To=whatsapp:+13125550147&Body=hi&StatusCallback=nowhere", 21609)]
    public async Task What_twilio_refuses_is_refused_with_its_code(string form, int code)
    {
        await Phone("whatsapp_twilio").Write("hi");

        var (status, answer) = await Send([.. form.Split('&').Select(f => f.Split('=', 2)).Select(f => (f[0], f[1]))]);

        (status, answer.GetProperty("code").GetInt32()).Should().Be((400, code));
    }

    [Theory]
    [InlineData("""{"1":""}""")]
    [InlineData("""{"1":"two\nlines"}""")]
    [InlineData("{")]
    public async Task Variables_that_twilio_cannot_fill_in_are_refused(string variables)
    {
        await Phone("whatsapp_twilio").Write("hi");
        var sid = await Content(new Dictionary<string, object> { ["twilio/text"] = new { body = "{{1}}" } });

        (await Send(("To", Sam), ("From", Us), ("ContentSid", sid), ("ContentVariables", variables))).Json.GetProperty("code").GetInt32().Should().Be(21656);
    }

    [Fact]
    public async Task Outside_the_window_a_message_is_taken_and_never_arrives()
    {
        await Phone("whatsapp_twilio").Write("hi");
        await Http.PutAsJsonAsync("/sandbox/phones/whatsapp_twilio/harbor/sam/settings", new { olderByHours = 25 });

        (await Send(("To", Sam), ("From", Us), ("Body", "Hello"))).Status.Should().Be(201);

        (await Phone("whatsapp_twilio").FromShop()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_wrong_token_is_unauthorized()
    {
        (await Post($"/twilio/2010-04-01/Accounts/{Sid}/Messages.json", new FormUrlEncodedContent([]), "no")).Status.Should().Be(401);
        (await Post("/twilio-content/v1/Content", JsonContent.Create(new { }), "no")).Status.Should().Be(401);
    }

    private async Task<string> Content(Dictionary<string, object> types) =>
        (await Post("/twilio-content/v1/Content", JsonContent.Create(new { language = "en", types }))).Json.GetProperty("sid").GetString()!;

    private Task<(int Status, JsonElement Json)> Send(params (string Name, string Value)[] fields) => Post(
        $"/twilio/2010-04-01/Accounts/{Sid}/Messages.json", new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    private async Task<(int Status, JsonElement Json)> Post(string path, HttpContent content, string token = "tok")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid}:{token}")));
        return await Read(await Http.SendAsync(request));
    }
}
