using System.Net;
using System.Net.Http.Json;
using System.Text;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.World.Programs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.World.Offices;

/// <summary>The whole program with Meta played by the test: signed calls to Harbor's own webhooks, and what was posted to the Graph API.</summary>
public sealed class MetaOffice : IAsyncLifetime
{
    private int ids;

    public TestDatabase Database { get; } = new();

    public TestHost Host { get; private set; } = null!;

    public GraphDesk Graph { get; } = new();

    public RunFileChannel WhatsApp => Host.Shops.Tenant("harbor").Channel("whatsapp");

    public RunFileChannel Instagram => Host.Shops.Tenant("harbor").Channel("instagram");

    public RunFileChannel Messenger => Host.Shops.Tenant("harbor").Channel("messenger");

    public TenantScope Db => Database.Tenants.For(new TenantId(Host.Shops.Tenant("harbor").Id));

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Host = await TestHost.Start(Database, services: services => services.AddSingleton<IHttpClientFactory>(Graph));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
        Graph.Dispose();
    }

    public Task<T> Ask<T>(Sql statement) => Db.Get<T>(statement, CancellationToken.None);

    public async Task<HttpStatusCode> Post(RunFileChannel account, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(account.Webhook)) { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Signature.HexOf(account.Secrets["app_secret"], bytes));
        using var answer = await Host.Http.SendAsync(request, CancellationToken.None);
        return answer.StatusCode;
    }

    /// <summary>One change of Harbor's WhatsApp number.</summary>
    public Task<HttpStatusCode> Change(string field, string fields) => Post(WhatsApp, Body(field, fields));

    public string Body(string field, string fields) =>
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"{{{WhatsApp.Settings["waba_id"]}}}","time":1790000024,"changes":[{"field":"{{{field}}}","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15557770101","phone_number_id":"{{{WhatsApp.ExternalId}}}"},{{{fields}}}}}]}]}""";

    public async Task<string> Says(string? userId, string? phone, string text, string? id = null)
    {
        id ??= $"wamid.IN{Interlocked.Increment(ref ids)}";
        var message = Message(userId, phone, id, $$""" "type":"text","text":{"body":"{{text}}"} """);
        await Change("messages", $""" "messages":[{message}] """);
        return id;
    }

    /// <summary>An item of <c>messages</c>, with what only its kind has.</summary>
    public static string Message(string? userId, string? phone, string id, string fields) =>
        $$"""{{{Field("from_user_id", userId)}}{{Field("from", phone)}}"id":"{{id}}","timestamp":"{{TimeProvider.System.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds()}}",{{fields}}}""";

    public Task<HttpStatusCode> Report(string id, string state, string? mark = null, int? error = null) => Change("messages", $""" "statuses":[{Status(id, state, mark, error)}] """);

    public static string Status(string id, string state, string? mark = null, int? error = null)
    {
        var errors = error is { } code ? $$""" "errors":[{"code":{{code}},"title":"refused"}], """ : "";
        return $$"""{{{Field("biz_opaque_callback_data", mark)}}{{errors}}"id":"{{id}}","status":"{{state}}","timestamp":"1790000020"}""";
    }

    private static string Field(string name, string? value) => value is null ? "" : $"\"{name}\":\"{value}\",";

    /// <summary>Waits until as many messages were posted to this recipient, and returns them.</summary>
    public async Task<List<PostedMessage>> Answers(string to, int atLeast)
    {
        List<PostedMessage> posted = [];
        await PostOffice.Until(() =>
        {
            posted = Graph.PostedTo(to);
            return Task.FromResult(posted.Count >= atLeast);
        }, $"{atLeast} messages to {to}");
        return posted;
    }

    /// <summary>A person of the shop writes from the inbox's door.</summary>
    public async Task StaffWrites(string thread, string text)
    {
        using var api = Host.Api("harbor", "owner");
        var id = await Ask<Guid>($"select id from conversation where thread_key = {thread}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/conversations/{id}/messages") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        (await api.SendAsync(request, CancellationToken.None)).EnsureSuccessStatusCode();
    }

    public Task Until(string what, Sql question) => PostOffice.Until(() => Ask<bool>(question), what);
}
