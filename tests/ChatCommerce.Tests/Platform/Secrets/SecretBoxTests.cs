using System.Security.Cryptography;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Secrets;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Platform.Secrets;

public sealed class SecretBoxTests
{
    private const string Old = "old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string New = "new:HxECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static readonly TenantId Shop = Id.New<TenantId>(TimeProvider.System);

    [Fact]
    public void The_first_key_of_the_ring_seals_and_every_key_opens()
    {
        var sealedBefore = new SecretBox(Old).Seal(Shop, "channel", "kept");
        var ring = new SecretBox($"{New}, {Old}");

        ring.Open<string>(Shop, "channel", sealedBefore).Should().Be("kept");
        new SecretBox(New).Open<string>(Shop, "channel", ring.Seal(Shop, "channel", "again")).Should().Be("again");
    }

    [Fact]
    public void A_key_that_left_the_ring_is_named()
    {
        var box = new SecretBox(Old).Seal(Shop, "channel", "kept");

        FluentActions.Invoking(() => new SecretBox(New).Open<string>(Shop, "channel", box)).Should().Throw<CryptographicException>()
            .WithMessage("Encryption key 'old' is not in the ring: add it to CHATCOMMERCE_ENCRYPTION_KEY.");
    }

    [Fact]
    public void What_another_tenant_purpose_or_hand_sealed_does_not_open()
    {
        var ring = new SecretBox(New);
        var box = ring.Seal(Shop, "channel", "kept");
        var changed = (byte[])[.. box[..^1], (byte)(box[^1] ^ 1)];

        FluentActions.Invoking(() => ring.Open<string>(Id.New<TenantId>(TimeProvider.System), "channel", box)).Should().Throw<CryptographicException>();
        FluentActions.Invoking(() => ring.Open<string>(Shop, "payment-account", box)).Should().Throw<CryptographicException>();
        FluentActions.Invoking(() => ring.Open<string>(Shop, "channel", changed)).Should().Throw<CryptographicException>();
        FluentActions.Invoking(() => new SecretBox(New.Replace("Hx", "Hy", StringComparison.Ordinal)).Open<string>(Shop, "channel", box)).Should().Throw<CryptographicException>();
    }
}
