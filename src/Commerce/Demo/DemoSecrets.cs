using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Commerce.Demo;

/// <summary>
/// The secrets of a demo shop, each derived from the encryption key: the same at every start without being stored in clear, and different
/// on every machine.
/// </summary>
internal sealed class DemoSecrets(SecretBox box, IDemoChannels channels, string slug)
{
    // Letters and digits that are not taken for one another when they are typed from a screen.
    private const string Typed = "abcdefghjkmnpqrstuvwxyz23456789";

    public DemoShop Of(Tenant tenant, IEnumerable<DemoPerson> staff, string? password)
    {
        var keys = new DemoKeys(box, slug, tenant.Name);
        var accounts = channels.Of(keys);
        return new(
            tenant,
            [.. staff.Select(p => new DemoSignIn(p.Email, p.Name, p.Role, password is { Length: > 0 } ? password : Password(keys, p.Email)))],
            [.. Enum.GetValues<Role>().Select(role => new DemoToken(role, Tenants.ApiTokens.Prefix + keys.Text($"token {role}")))],
            accounts.WebChat,
            accounts.Messengers,
            new("stripe", "acct_demo_" + slug, "sk_test_" + keys.Hex("stripe key"), "whsec_" + keys.Hex("stripe webhook"), keys.Text("stripe address")));
    }

    /// <summary>Changes when anything that is written with the secrets does; tells nothing about them.</summary>
    public static string Fingerprint(DemoShop shop, DemoOptions options) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(new { Layout = 3, shop.Staff, shop.ApiTokens, shop.WebChat, shop.Channels, shop.Payments, options.Origins }))));

    private static string Password(DemoKeys keys, string email)
    {
        var letters = keys.Bytes($"password {email}").Take(12).Select(b => Typed[b % Typed.Length]).ToArray();
        return string.Join('-', letters.Chunk(4).Select(c => new string(c)));
    }
}
