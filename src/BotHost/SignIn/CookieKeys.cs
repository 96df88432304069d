using System.Xml.Linq;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace ChatCommerce.BotHost.SignIn;

/// <summary>The keys behind cookies and form tokens, in the database: shared by all nodes and there still after a restart.</summary>
internal sealed class CookieKeys(SystemDb system, TimeProvider clock) : IXmlRepository
{
    // The framework asks for them without waiting in mind: once a day and once at start.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. system.List<string>($"select element from data_protection_key order by created_at, name", CancellationToken.None).GetAwaiter().GetResult().Select(e => XElement.Parse(e))];

    public void StoreElement(XElement element, string friendlyName) => system.Execute($"""
        insert into data_protection_key (name, element, created_at)
        values ({friendlyName}, {element.ToString(SaveOptions.DisableFormatting)}, {clock.GetUtcNow()}) on conflict (name) do nothing
        """, CancellationToken.None).GetAwaiter().GetResult();
}

/// <summary>Encrypts the secret part of a key before it is stored.</summary>
internal sealed class CookieKeySealer(SecretBox box) : IXmlEncryptor
{
    internal const string Purpose = "data protection keys";

    // They are the installation's and no shop's.
    internal static readonly TenantId Nobody = new(Guid.Empty);

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var text = plaintextElement.ToString(SaveOptions.DisableFormatting);
        return new(new XElement("sealed", Convert.ToBase64String(box.Seal(Nobody, Purpose, text))), typeof(CookieKeyOpener));
    }
}

/// <summary>Made by the framework, by its name in the stored key.</summary>
internal sealed class CookieKeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(services.GetRequiredService<SecretBox>()
        .Open<string>(CookieKeySealer.Nobody, CookieKeySealer.Purpose, Convert.FromBase64String(encryptedElement.Value)));
}
