using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Meta.Messaging;
using ChatCommerce.Sandbox.Meta.WhatsApp;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.Api;

/// <summary>What can be read: the account itself, a file that a customer sent, somebody's profile.</summary>
internal static class GraphObjects
{
    public static IResult Read(GraphApi api, HttpContext http, Line line, string id) =>
        id == line.ExternalId || id == "me" ? GraphApi.Json(Account(line))
        : line.Kind == WhatsAppPhone.Name && api.Media.Find(id) is { } media ? GraphApi.Json(About(http, media))
        : line.Kind != WhatsAppPhone.Name && api.Arrivals.Find(line, id) is { } chat ? GraphApi.Json(Profile(line, chat.Person))
        : MetaError.NoObject(id).Result;

    public static IResult File(GraphApi api, Line line, string id) => api.Media.Find(id) is { } media && line.Kind == WhatsAppPhone.Name
        ? Results.Bytes(media.Content, media.ContentType) : MetaError.NoObject(id).Result;

    private static JsonObject Account(Line line) => line.Kind switch
    {
        WhatsAppPhone.Name => new()
        {
            ["id"] = line.ExternalId, ["display_phone_number"] = line.Setting("phone"), ["verified_name"] = line.Name, ["quality_rating"] = "GREEN",
        },
        MessagingPhone.Instagram => new() { ["id"] = line.ExternalId, ["user_id"] = line.ExternalId, ["username"] = line.Setting("username") },
        _ => new() { ["id"] = line.ExternalId, ["name"] = line.Setting("page_name") ?? line.Name },
    };

    private static JsonObject About(HttpContext http, StoredMedia media) => new()
    {
        ["messaging_product"] = "whatsapp",
        ["url"] = $"{http.Request.Scheme}://{http.Request.Host}{GraphRoutes.Root}/media/{media.Id}",
        ["mime_type"] = media.ContentType,
        ["sha256"] = media.Sha256Hex,
        ["file_size"] = media.Content.Length,
        ["id"] = media.Id,
    };

    private static JsonObject Profile(Line line, Person person) => line.Kind == MessagingPhone.Instagram
        ? new() { ["id"] = MessagingPhone.PersonIdOf(line, person), ["name"] = person.Name, ["username"] = person.Username }
        : new()
        {
            ["id"] = MessagingPhone.PersonIdOf(line, person), ["first_name"] = person.FirstName, ["last_name"] = person.LastName,
            ["locale"] = person.Locale.Replace('-', '_'),
        };
}
