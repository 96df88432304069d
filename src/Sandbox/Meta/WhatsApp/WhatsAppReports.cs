using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.WhatsApp;

/// <summary>What a shop is told of its messages.</summary>
internal static class WhatsAppReports
{
    public static JsonObject Status(PhoneChat chat, string messageId, string status, DateTimeOffset at, string? code = null)
    {
        var report = new JsonObject
        {
            ["id"] = messageId,
            ["status"] = status,
            ["timestamp"] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["recipient_user_id"] = WhatsAppPhone.UserIdOf(chat.Line, chat.Person),
        };
        if (chat.Person.PhoneDigits.Length > 0)
        {
            report["recipient_id"] = chat.Person.PhoneDigits;
        }

        if (MarkOf(chat.Find(messageId)) is { } mark)
        {
            report["biz_opaque_callback_data"] = mark;
        }

        if (status is not "failed")
        {
            report["pricing"] = new JsonObject { ["billable"] = false, ["pricing_model"] = "PMP", ["type"] = "free_customer_service", ["category"] = "service" };
        }
        else
        {
            report["errors"] = new JsonArray(new JsonObject
            {
                ["code"] = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 131026,
                ["title"] = "Message undeliverable", ["message"] = "Message undeliverable", ["error_data"] = new JsonObject { ["details"] = "Message undeliverable." },
            });
        }

        return report;
    }

    private static string? MarkOf(Bubble? bubble)
    {
        if (bubble is null or { Raw: "" })
        {
            return null;
        }

        using var raw = JsonDocument.Parse(bubble.Raw);
        return raw.RootElement.TryGetProperty("biz_opaque_callback_data", out var mark) ? mark.GetString() : null;
    }
}
