using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Twilio;
using ChatCommerce.Channels.Twilio.Sending;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Twilio;

public sealed class TwilioAccountsTests
{
    public static TheoryData<AccountForm> Forms => [TwilioAccounts.WhatsApp, TwilioAccounts.Sms];

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_api_key_may_be_entered_and_both_its_halves_belong_to_it(AccountForm form)
    {
        var key = form.Secrets.Single(s => s.Name == TwilioApi.Key);
        var (sid, secret) = ("SK" + new string('0', 32), new string('a', 32));

        key.Fits("").Should().BeTrue("the auth token calls where there is none");
        key.Fits($"{sid}:{secret}").Should().BeTrue();
        key.Fits(sid).Should().BeFalse();
        key.Fits(secret).Should().BeFalse();
        form.Secrets.Single(s => s.Name == "auth_token").Should().Match<AccountField>(s => s.Incoming && !s.Optional, "it verifies what Twilio sends");
    }
}
