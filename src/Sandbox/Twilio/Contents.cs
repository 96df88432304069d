using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>The Content API: what an account laid down there to be sent by its id.</summary>
internal sealed class Contents(ApiFaults faults)
{
    private const int Most = 10_000;

    private static readonly string[] Known =
    [
        "twilio/text", "twilio/media", "twilio/quick-reply", "twilio/list-picker", "twilio/call-to-action", "twilio/card", "twilio/carousel", "twilio/location",
    ];

    private readonly Lock gate = new();
    private readonly Shelf<Content> contents = new(content => content.Sid, Most);

    public Content? Find(string account, string sid)
    {
        lock (gate)
        {
            return contents.Find(sid) is { } content && content.Account == account ? content : null;
        }
    }

    public async Task<IResult> Create(HttpContext http, TwilioCaller caller)
    {
        if (caller.LinesOf(http.Request) is not [var line, ..] mine)
        {
            return TwilioAnswer.Unauthorized();
        }

        var given = await Body(http.Request);
        return await faults.Run(http, new ApiCall(line, "POST Content", TwilioAnswer.Troubles) { SameToken = mine }, () =>
        {
            if (given?["types"] is not JsonObject types || types.Count == 0 || given["language"] is null)
            {
                return TwilioAnswer.Bad(20001, "language and types are required");
            }

            if (types.FirstOrDefault(type => !Known.Contains(type.Key)).Key is { } unknown)
            {
                return TwilioAnswer.Bad(20001, $"Unknown content type {unknown}");
            }

            if (types.Select(type => Wrong(type.Key, type.Value as JsonObject)).FirstOrDefault(wrong => wrong is not null) is { } bad)
            {
                return TwilioAnswer.Bad(20001, bad);
            }

            var content = new Content(TwilioCalls.NewSid("HX"), line.Setting("account_sid") ?? "", (JsonObject)types.DeepClone());
            lock (gate)
            {
                contents.Put(content);
            }

            return TwilioAnswer.Ok(new() { ["sid"] = content.Sid, ["account_sid"] = content.Account, ["types"] = types.DeepClone() }, 201);
        });
    }

    public async Task<IResult> Approve(HttpContext http, TwilioCaller caller, string sid)
    {
        if (caller.LinesOf(http.Request) is not [var line, ..] mine)
        {
            return TwilioAnswer.Unauthorized();
        }

        if (Find(line.Setting("account_sid") ?? "", sid) is not { } content)
        {
            return TwilioAnswer.NotFound();
        }

        return await faults.Run(http, new ApiCall(line, "POST ApprovalRequest", TwilioAnswer.Troubles) { SameToken = mine }, () =>
        {
            lock (gate)
            {
                contents.Put(content with { Approved = true });
            }

            return TwilioAnswer.Ok(new() { ["status"] = "approved" }, 201);
        });
    }

    private static string? Wrong(string type, JsonObject? of) => type switch
    {
        _ when of is null => $"{type} is empty",
        "twilio/list-picker" when of["items"] is not JsonArray { Count: >= 1 and <= 10 } || of["button"]?.ToString().Length is not (>= 1 and <= 20) => "a list has 1 to 10 items and a button of at most 20 characters",
        "twilio/quick-reply" when of["actions"] is not JsonArray { Count: >= 1 and <= 10 } => "quick replies have 1 to 10 actions",
        "twilio/call-to-action" when of["actions"] is not JsonArray { Count: >= 1 } => "a call to action has an action",
        _ when type != "twilio/media" && of["body"]?.ToString() is null or "" => $"{type} has no body",
        _ => null,
    };

    private static async Task<JsonObject?> Body(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record Content(string Sid, string Account, JsonObject Types)
{
    /// <summary>May be sent outside the window.</summary>
    public bool Approved { get; init; }
}
