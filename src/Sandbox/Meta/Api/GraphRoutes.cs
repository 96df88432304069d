using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Meta.Messaging;
using ChatCommerce.Sandbox.Meta.WhatsApp;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Traffic;
using Microsoft.AspNetCore.Mvc;

namespace ChatCommerce.Sandbox.Meta.Api;

/// <summary>The Graph API below <c>/meta</c>: whose call it is follows from its token.</summary>
internal static class GraphRoutes
{
    public const string Root = "/meta";

    private static readonly string[] Kinds = [WhatsAppPhone.Name, MessagingPhone.Messenger, MessagingPhone.Instagram];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var graph = routes.MapGroup(Root).WithMetadata(new PlaysApiOf("meta"));
        graph.MapGet("media/{id}", (HttpContext http, GraphApi api, string id) => api.With(http, "GET media", line => GraphObjects.File(api, line, id)));
        // The address carries its own permission, so nobody shows a token there.
        graph.MapGet("cdn/{kind}/{id}", (HttpContext http, MediaShelf media, string kind, string id) =>
        {
            http.Features.Set(new PlaysApiOf(kind));
            return media.Find(id) is { } found ? Results.Bytes(found.Content, found.ContentType) : Results.NotFound();
        });

        // The version is not looked at: what is played is the same in all of them.
        graph.MapGet("{version}/debug_token", (HttpContext http, GraphApi api, Lines lines, [FromQuery(Name = "input_token")] string? token) =>
            api.With(http, "GET token", _ => GraphTokens.Read(LineWith(lines, token))));
        graph.MapGet("{version}/{id}", (HttpContext http, GraphApi api, string id) =>
            api.With(http, "GET object", line => GraphObjects.Read(api, http, line, id)));
        graph.MapPost("{version}/{id}/messages", Messages);
    }

    private static async Task<IResult> Messages(HttpContext http, GraphApi api, string id)
    {
        JsonElement body;
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return MetaError.Parameter("The body is not JSON.").Result;
        }

        return await api.With(http, IsAct(body) ? "POST act" : "POST messages", line => id != "me" && id != line.ExternalId ? MetaError.NoObject(id).Result
            : line.Kind == WhatsAppPhone.Name ? WhatsAppCalls.Send(api, line, body)
            : MessagingCalls.Send(api, line, body));
    }

    // Marks as read and typing go to the same address; a fault meant for messages must not meet them.
    private static bool IsAct(JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && (body.TryGetProperty("sender_action", out _) || body.TryGetProperty("status", out _));

    /// <summary>The line that the bearer token speaks for.</summary>
    internal static Line? LineOf(HttpContext http, Lines lines) =>
        http.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? LineWith(lines, header[7..]) : null;

    private static Line? LineWith(Lines lines, string? token) => token is not null && lines.With("access_token", token, Kinds) is [var line, ..] ? line : null;
}

/// <summary>What the calls need of the phones.</summary>
internal sealed class GraphApi(Lines lines, ApiFaults faults, Arrivals arrivals, PhoneChats chats, People people, MediaShelf media, TimeProvider clock)
{
    public Arrivals Arrivals => arrivals;

    public People People => people;

    public MediaShelf Media => media;

    public PhoneChats Chats => chats;

    /// <summary>How long ago the customer last wrote.</summary>
    public TimeSpan Silence(PhoneChat chat) => chat.CustomerWroteAt is { } at ? clock.GetUtcNow() - at : TimeSpan.MaxValue;

    public Task<IResult> With(HttpContext http, string what, Func<Line, IResult> act)
    {
        if (GraphRoutes.LineOf(http, lines) is not { } line)
        {
            return Task.FromResult(MetaError.BadToken.Result);
        }

        var troubles = line.Kind == WhatsAppPhone.Name ? MetaError.Troubles : MetaError.MessagingTroubles;
        return faults.Run(http, new ApiCall(line, what, troubles), () =>
        {
            try
            {
                return act(line);
            }
            catch (Refused refused)
            {
                return refused.Error.Result;
            }
        });
    }

    public static IResult Json(JsonObject body) => Results.Json(body);
}
