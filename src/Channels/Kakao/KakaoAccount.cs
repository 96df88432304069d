using ChatCommerce.Channels.Accounts;

namespace ChatCommerce.Channels.Kakao;

/// <summary>A bot of KakaoTalk, which shows a secret in a header instead of signing.</summary>
internal static class KakaoAccount
{
    public static AccountForm Form { get; } = new("kakaotalk", "KakaoTalk",
        new("external_id", "Bot ID", "chatbot.kakao.com › your bot: the last part of the address, after /bot/.", "[0-9a-f]{24}", "24 characters of 0–9 and a–f"))
    {
        Provider = "Kakao",
        Secrets =
        [
            new("rest_api_key", "REST API key", "developers.kakao.com › your app › App keys. Only for paid events about orders.", "[0-9a-f]{32}", "32 characters of 0–9 and a–f, or nothing") { Optional = true },
        ],
        Settings =
        [
            new("channel_id", "Channel ID", "business.kakao.com › your channel: its public id, which begins with an underscore.", "_[A-Za-z0-9-]{2,40}", "an id such as _xkAbC"),
            new("skill_block_id", "Block of the skill", "The block that calls this skill: the last part of its address.", "[0-9a-f]{24}", "24 characters of 0–9 and a–f, or nothing") { Optional = true },
            new(SkillPage.Operator, "Button to your consultants", "yes adds a button that leads into the chat with your own people at Kakao when a customer is handed over. This inbox does not see that chat.", "yes|no", "yes, no or nothing") { Optional = true },
            new("event_order", "Event for order news", "Name of the event registered on the bot, if you pay for events.", "[A-Za-z0-9_]{1,60}", "letters, digits and underscores, or nothing") { Optional = true },
        ],
        Made =
        [
            new("skill_secret", "Value of the header X-ChatCommerce-Skill", "Made by us; Kakao shows it with every request, since it signs nothing.", "[A-Za-z0-9_-]{32,}", "32 letters and digits or more") { Incoming = true },
        ],
        Steps =
        [
            "Open chatbot.kakao.com › your bot › Skills › Create and paste the address into URL.",
            "Add a header: name X-ChatCommerce-Skill, and paste its value.",
            "Use the skill in the fallback block and in the welcome block, let each block answer with the skill's data, and deploy the bot.",
        ],
        Recipient = "A customer's user key: they must have written first",
    };
}
