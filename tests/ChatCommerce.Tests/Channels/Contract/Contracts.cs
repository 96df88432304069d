extern alias Sandbox;

using System.Text.RegularExpressions;
using ChatCommerce.Channels.Kakao;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Sandbox::ChatCommerce.Sandbox.Twilio;
using Xunit;

namespace ChatCommerce.Tests.Channels.Contract;

public sealed class WhatsAppContractTests(ContractWorld world) : SendingContractTests("whatsapp", world), IClassFixture<ContractWorld>
{
    protected override string OfUnknownKind(string body) => body.Replace("\"type\":\"text\"", "\"type\":\"hologram\"", StringComparison.Ordinal);
}

public sealed class MessengerContractTests(ContractWorld world) : SendingContractTests("messenger", world), IClassFixture<ContractWorld>;

public sealed class InstagramContractTests(ContractWorld world) : SendingContractTests("instagram", world), IClassFixture<ContractWorld>;

public sealed class TelegramContractTests(ContractWorld world) : SendingContractTests("telegram", world), IClassFixture<ContractWorld>
{
    protected override bool SignsBody => false;

    protected override string SendCall => "POST sendMessage";

    // There is no window, but a bot may not write first.
    protected override string OutsideTheWindow => "failed";
}

/// <summary>Calls are forms; now and then, with another setting at Twilio, JSON.</summary>
public abstract partial class TwilioContractTests(string kind, ContractWorld world) : SendingContractTests(kind, world)
{
    protected override bool SendsJson => false;

    protected override string SendCall => "POST Messages";

    protected override string OfUnknownKind(string body) => Body().Replace(body.Replace("MessageType=text", "MessageType=hologram", StringComparison.Ordinal), "&Body=");

    private protected override ProviderCall Respelt(PhoneChat chat, string body) => TwilioCalls.Signed(chat.Line, "message", Mutations.Fields(body));

    private protected override ProviderCall Mutant(PhoneChat chat, Mutations mutations, int n)
    {
        var body = System.Text.Encoding.UTF8.GetString(Lab.Compose(chat, Lab.AnyAct(Kind, n)).Body);
        return n % 3 > 0 ? TwilioCalls.Signed(chat.Line, "message", mutations.OfForm(body))
            : TwilioCalls.SignedRaw(chat.Line, mutations.OfJson(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Mutations.Fields(body).DistinctBy(f => f.Key).ToDictionary())));
    }

    [GeneratedRegex("&Body=[^&]*", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Body();
}

// Twilio takes the message and reports later that WhatsApp did not: it waits all the same until they write.
public sealed class TwilioWhatsAppContractTests(ContractWorld world) : TwilioContractTests("whatsapp_twilio", world), IClassFixture<ContractWorld>;

public sealed class SmsContractTests(ContractWorld world) : TwilioContractTests("sms", world), IClassFixture<ContractWorld>
{
    protected override bool ConfirmsStop => false;

    protected override string OutsideTheWindow => "accepted";
}

/// <summary>KakaoTalk is not written to: the answer to its call is the message. Its callbacks and events have tests of their own.</summary>
public sealed class KakaoContractTests(ContractWorld world) : MisshapenContractTests("kakaotalk", world), IClassFixture<ContractWorld>
{
    protected override bool SignsBody => false;

    // Every call is answered, if only by saying that nothing will come.
    protected override IEnumerable<string> SaidWhileStopped => [KakaoTexts.In("en").Stopped];

    // Two calls of one person that say nothing readable are one double tap, so each is another person's.
    private protected override ProviderCall Mutant(PhoneChat chat, Mutations mutations, int n) => base.Mutant(Lab.Chat(Kind, "harbor"), mutations, n);
}
