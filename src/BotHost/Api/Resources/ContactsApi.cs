using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.Api.Resources;

internal static class ContactsApi
{
    public static void MapContacts(this RouteGroupBuilder api)
    {
        var contacts = api.MapGroup("/contacts").WithTags("Contacts");
        contacts.MapGet("/{id}", Get).WithSummary("A person known to the shop.").Produces<Contact>();
        contacts.MapPost("/", Create).RequireAuthorization(ApiModule.PolicyOf(Role.Agent))
            .WithSummary("Makes a contact without any channel, for an order taken elsewhere.").Produces<Contact>();
    }

    private static async Task<IResult> Get(ApiCall call, ContactId id, Contacts contacts, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Found(await contacts.Find(db.For(call.Tenant), id, ct), "contact");

    private static async Task<IResult> Create(ApiCall call, NewContact contact, Contacts contacts, Audit audit, TenantDb db, CancellationToken ct) =>
        contact.Language is { } language && (language.Length != 2 || !language.All(char.IsAsciiLetterLower))
        ? ApiAnswers.Refused(new("language-not-valid", "A language is two small letters, such as en.", "language"))
        : Results.Ok(await db.Run(call.Tenant, async tx =>
        {
            var id = await contacts.Create(tx, contact.DisplayName is { } name ? CustomerText.Cut(CustomerText.Clean(name), 100) : null, contact.Language, ct);
            await audit.Write(tx, call.Actor, "contact.created", "contact", id.ToString(), new { }, ct);
            return await contacts.Find(tx, id, ct);
        }, ct));
}

/// <param name="Language">Two letters; one of the shop's languages.</param>
public sealed record NewContact(string? DisplayName = null, string? Language = null);
