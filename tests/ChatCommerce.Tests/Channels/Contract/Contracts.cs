using ChatCommerce.Tests.World;
using Xunit;

namespace ChatCommerce.Tests.Channels.Contract;

public sealed class WhatsAppContractTests(TestDatabase database) : ChannelContractTests("whatsapp", database), IClassFixture<TestDatabase>;

public sealed class MessengerContractTests(TestDatabase database) : ChannelContractTests("messenger", database), IClassFixture<TestDatabase>;

public sealed class InstagramContractTests(TestDatabase database) : ChannelContractTests("instagram", database), IClassFixture<TestDatabase>;

public sealed class TelegramContractTests(TestDatabase database) : ChannelContractTests("telegram", database), IClassFixture<TestDatabase>
{
    protected override bool SignsBody => false;
}

public sealed class TwilioWhatsAppContractTests(TestDatabase database) : ChannelContractTests("whatsapp_twilio", database), IClassFixture<TestDatabase>
{
    protected override bool SendsJson => false;
}

public sealed class SmsContractTests(TestDatabase database) : ChannelContractTests("sms", database), IClassFixture<TestDatabase>
{
    protected override bool SendsJson => false;

    protected override bool ConfirmsStop => false;
}

public sealed class KakaoContractTests(TestDatabase database) : ChannelContractTests("kakaotalk", database), IClassFixture<TestDatabase>
{
    protected override bool SignsBody => false;
}
