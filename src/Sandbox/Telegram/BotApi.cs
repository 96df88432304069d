using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Traffic;

namespace ChatCommerce.Sandbox.Telegram;

/// <summary>The methods of the Bot API that shops call. The token stands in the address and says whose bot it is.</summary>
internal sealed class BotApi(Lines lines, Arrivals arrivals, MediaShelf media, ApiFaults faults, BotMessages messages)
{
    public async Task<IResult> Call(HttpContext http, string token, string method)
    {
        if (!token.Contains(':', StringComparison.Ordinal))
        {
            return BotAnswer.NotFound();
        }

        if (lines.With("bot_token", token, TelegramPhone.Name) is not [var line, ..])
        {
            return BotAnswer.Unauthorized();
        }

        if (await Parameters(http.Request) is not { } given)
        {
            return BotAnswer.Bad("can't parse JSON object");
        }

        return await faults.Run(http, new ApiCall(line, $"POST {method}", BotAnswer.Troubles) { Secret = token }, () => Run(line, method, given));
    }

    public IResult File(HttpContext http, string token, string file)
    {
        if (lines.With("bot_token", token, TelegramPhone.Name) is not [var line, ..])
        {
            return BotAnswer.Unauthorized();
        }

        http.Features.Set(new PlaysApiOf(line.Kind) { Account = line.ExternalId, Secret = token });
        return media.Find(Path.GetFileNameWithoutExtension(file)) is { } stored ? Results.Bytes(stored.Content, "application/octet-stream") : BotAnswer.NotFound();
    }

    private IResult Run(Line line, string method, BotParameters given) => method.ToLowerInvariant() switch
    {
        "getme" => BotAnswer.Ok(Updates.Bot(line)),
        "sendmessage" => messages.Text(line, given),
        "sendphoto" => messages.Photo(line, given),
        "sendchataction" => Chat(line, given, chat =>
        {
            arrivals.Typing(line, given.Text("chat_id"));
            return JsonValue.Create(true);
        }),
        "getchat" => Chat(line, given, chat => Updates.Chat(chat)),
        "answercallbackquery" => Answer(line, given),
        "getfile" => FileOf(given.Text("file_id")),
        "setwebhook" => SetWebhook(line, given),
        "getwebhookinfo" => BotAnswer.Ok(new JsonObject { ["url"] = line.Webhook.AbsoluteUri, ["has_custom_certificate"] = false, ["pending_update_count"] = 0 }),
        _ => BotAnswer.NotFound(),
    };

    private IResult Chat(Line line, BotParameters given, Func<PhoneChat, JsonNode> act) =>
        arrivals.Find(line, given.Text("chat_id")) is { } chat ? BotAnswer.Ok(act(chat)) : BotAnswer.Bad("chat not found");

    private IResult Answer(Line line, BotParameters given) =>
        messages.ChatsOf(line).Any(chat => TelegramPhone.StopSpinner(chat, given.Text("callback_query_id")))
            ? BotAnswer.Ok(true)
            : BotAnswer.Bad("query is too old and response timeout expired or query ID is invalid");

    // The smaller sizes of a picture are the same file here.
    private IResult FileOf(string id)
    {
        if (media.Find(id) is not { } stored)
        {
            return BotAnswer.Bad("wrong file_id or the file is temporarily unavailable");
        }

        var extension = stored.ContentType.Split('/')[^1].Split(';')[0];
        return BotAnswer.Ok(new JsonObject
        {
            ["file_id"] = id, ["file_unique_id"] = id[..8], ["file_size"] = stored.Content.Length, ["file_path"] = $"files/{stored.Id}.{extension}",
        });
    }

    private IResult SetWebhook(Line line, BotParameters given)
    {
        if (!Uri.TryCreate(given.Text("url"), UriKind.Absolute, out var address))
        {
            return BotAnswer.Bad("bad webhook: invalid webhook URL specified");
        }

        if (given.Text("secret_token") is { Length: > 0 } secret)
        {
            if (secret.Length > 256 || !secret.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            {
                return BotAnswer.Bad("secret token contains unallowed characters");
            }

            line = line with { Secrets = new Dictionary<string, string>(line.Secrets) { ["secret_token"] = secret } };
        }

        lines.Put(line with { Webhook = address });
        return BotAnswer.Ok(true);
    }

    private static async Task<BotParameters?> Parameters(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (body.Length == 0)
        {
            return new BotParameters([], "");
        }

        try
        {
            return JsonNode.Parse(body) is JsonObject given ? new BotParameters(given, body) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Raw">As it came over the wire.</param>
internal sealed record BotParameters(JsonObject Given, string Raw)
{
    /// <summary>A text or a number as text; empty when it is missing.</summary>
    public string Text(string name) => Given[name] is JsonValue value ? value.ToString() : "";
}
