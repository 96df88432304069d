using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages.Payments;

/// <summary>Payments that do not fit their orders, and what was done about them.</summary>
internal sealed class PaymentPages(PaymentExceptions exceptions, TenantDb db, IAntiforgery antiforgery)
{
    public async Task<IResult> List(StaffCall call, HttpContext http, RefusedResolution? refused)
    {
        var filter = PaymentFilter.Of(http.Request.Query);
        var scope = db.For(call.Tenant.Id);
        var found = await exceptions.List(scope, filter.Asked, http.RequestAborted);
        if (refused is not null && found.All(e => e.Id != refused.Id) && await exceptions.Find(scope, refused.Id, http.RequestAborted) is { } now)
        {
            // Somebody else was quicker, or it stands on another page: it is shown as it is, with the reason.
            found = [now, .. found];
        }

        var view = new PaymentListView(call, filter, [.. found.Take(PaymentFilter.PageSize)], found.Count > PaymentFilter.PageSize)
        {
            Token = antiforgery.GetAndStoreTokens(http).RequestToken!,
            Refused = refused,
            IsDone = http.Request.Query["done"] == "resolve",
        };
        return StaffAnswers.Page<PaymentListPage>(new() { ["View"] = view }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    public async Task<IResult> Resolve(StaffCall call, HttpContext http, PaymentExceptionId id)
    {
        if (await exceptions.Find(db.For(call.Tenant.Id), id, http.RequestAborted) is null)
        {
            return Results.NotFound();
        }

        var note = (await StaffForm.Read(http))["note"];
        var done = await db.Try(call.Tenant.Id, tx => exceptions.Resolve(tx, id, note, call.Actor, http.RequestAborted), http.RequestAborted);
        return done.Ok
            ? SeeOther.To($"/{call.Tenant.Slug}/manage/payments?done=resolve")
            : await List(call, http, new(id, done.Refusal!, note));
    }
}

/// <summary>Which exceptions the list shows, as its address says it.</summary>
public sealed record PaymentFilter(PaymentExceptionState State, PaymentExceptionId? Before)
{
    public const int PageSize = 30;

    internal PaymentExceptionQuery Asked => new(State, Before: Before, Take: PageSize + 1);

    public static PaymentFilter Of(IQueryCollection query) => new(
        query["show"] == "resolved" ? PaymentExceptionState.Resolved : PaymentExceptionState.Open,
        PaymentExceptionId.TryParse(query["before"], null, out var id) ? id : null);

    public string Query(PaymentExceptionId? before = null) => $"?show={SqlName.Of(State)}{(before is null ? "" : $"&before={before}")}";
}

/// <param name="More">Whether there are older ones.</param>
public sealed record PaymentListView(StaffCall Call, PaymentFilter Filter, IReadOnlyList<PaymentExceptionView> Exceptions, bool More)
{
    public string Token { get; init; } = "";

    public RefusedResolution? Refused { get; init; }

    public bool IsDone { get; init; }

    public string Root => $"/{Call.Tenant.Slug}/manage/payments";
}

/// <param name="Note">What was typed, to be put right.</param>
public sealed record RefusedResolution(PaymentExceptionId Id, Refusal Refusal, string Note);
