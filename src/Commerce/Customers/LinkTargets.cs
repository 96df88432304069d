using System.Globalization;
using System.Text;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Customers;

/// <summary>Somebody who may be the same person, and the thread in which they can prove it.</summary>
internal sealed record LinkTarget(ContactId Contact, ConversationId Conversation);

/// <summary>Finds who is meant by what a customer typed: the phone number that a channel has verified, or the number of an order.</summary>
internal static class LinkTargets
{
    private const int ShortestPhone = 7;
    private const int LongestPhone = 15;

    // Numbers typed as people dial them at home; elsewhere they need the country's code.
    private static readonly Dictionary<string, string> CountryCodes = new(StringComparer.Ordinal)
    {
        ["KR"] = "82", ["US"] = "1", ["CA"] = "1", ["GB"] = "44", ["VN"] = "84", ["JP"] = "81", ["DE"] = "49", ["FR"] = "33", ["BR"] = "55", ["IN"] = "91",
    };

    /// <summary>Threads on other connected accounts of other people of the same shop who have not asked for silence, the latest first.</summary>
    public static async Task<List<LinkTarget>> Find(TenantScope db, LinkRequest request, CancellationToken ct)
    {
        var locale = await db.Get<string>($"select locale from tenant where id = {db.Tenant}", ct);
        var (phones, order) = (Phones(request.Identifier, locale), request.Identifier.Trim().TrimStart('#').ToUpperInvariant());
        return await db.List<LinkTarget>($"""
            select c.contact_id as contact, c.id as conversation
            from conversation c
            join channel_account a on a.tenant_id = c.tenant_id and a.id = c.channel_account_id and a.status = 'connected'
            where c.tenant_id = {db.Tenant} and c.contact_id <> {request.From}
              and c.channel_account_id <> (select channel_account_id from conversation where tenant_id = {db.Tenant} and id = {request.Conversation})
              and c.contact_id in (
                select contact_id from sales_order where tenant_id = {db.Tenant} and number = {order}
                union all
                select contact_id from contact_identity where tenant_id = {db.Tenant} and kind = 'phone' and ltrim(value, '+') = any({phones}))
              and not exists (select 1 from suppression s where s.tenant_id = c.tenant_id and s.contact_id = c.contact_id)
            order by c.last_inbound_at desc nulls last, c.id limit 10
            """, ct);
    }

    /// <summary>The digits of a phone number with its country's code, in every way the text can be read; none when it is no phone number.</summary>
    internal static string[] Phones(string typed, string locale)
    {
        var digits = Digits(typed);
        if (digits.Length is < ShortestPhone or > LongestPhone + 2 || typed.Any(char.IsLetter))
        {
            return [];
        }

        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            return [digits[2..]];
        }

        var home = typed.Contains('+', StringComparison.Ordinal) || typed.Contains('＋', StringComparison.Ordinal) ? null : CountryCodes.GetValueOrDefault(locale[^2..]);
        return home is null ? [digits] : [digits, home + digits.TrimStart('0')];
    }

    /// <summary>The decimal digits of a text, whatever script they are written in.</summary>
    internal static string Digits(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(letter) is >= 0 and var digit)
            {
                digits.Append((char)('0' + digit));
            }
        }

        return digits.ToString();
    }
}
