using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages.Catalog.Editing;

/// <summary>One product's form.</summary>
internal sealed class ProductPages(Products products, TenantDb db, IAntiforgery antiforgery)
{
    public IResult New(StaffCall call, HttpContext http) => Page(View(call, http, ProductForm.Blank));

    public async Task<IResult> Show(StaffCall call, HttpContext http, ProductId id) => await Find(call, http, id) is { } product
        ? Page(View(call, http, ProductForm.Of(product)) with { Product = product, Said = Said(http.Request.Query["done"]) })
        : Results.NotFound();

    public async Task<IResult> Create(StaffCall call, HttpContext http) => await Take(call, http, null, (tx, draft, _) =>
        products.Create(tx, draft, call.Actor, http.RequestAborted));

    public async Task<IResult> Save(StaffCall call, HttpContext http, ProductId id) => await Find(call, http, id) is { } product
        ? await Take(call, http, product, (tx, draft, version) => products.Edit(tx, id, version, draft, call.Actor, http.RequestAborted))
        : Results.NotFound();

    public async Task<IResult> Archive(StaffCall call, HttpContext http, ProductId id)
    {
        if (await Find(call, http, id) is not { } product)
        {
            return Results.NotFound();
        }

        var version = ProductFormReader.Read(await http.Request.ReadFormAsync(http.RequestAborted)).Version;
        var archived = await db.Try(call.Tenant.Id, tx => products.Archive(tx, id, version, call.Actor, http.RequestAborted), http.RequestAborted);
        return archived.Ok
            ? SeeOther.To($"/{call.Tenant.Slug}/manage/products/{id}?done=archived")
            : await Refused(View(call, http, ProductForm.Of(product)) with { Product = product }, archived.Refusal!, http);
    }

    private async Task<IResult> Take(
        StaffCall call, HttpContext http, ProductDetail? product, Func<TenantScope, ProductDraft, int, Task<Result<ProductDetail>>> write)
    {
        var form = ProductFormReader.Read(await http.Request.ReadFormAsync(http.RequestAborted));
        var view = View(call, http, form) with { Product = product };
        if (form.Growing is not null)
        {
            return Page(view);
        }

        var meant = FormDraft.Of(form, Currency.Of(call.Tenant.Currency));
        if (meant.Problems.Count > 0)
        {
            return Page(view with { Problems = meant.Problems }, StatusCodes.Status422UnprocessableEntity);
        }

        var written = await db.Try(call.Tenant.Id, tx => write(tx, meant.Draft, form.Version), http.RequestAborted);
        return written.Ok
            ? SeeOther.To($"{view.Root}/{written.Value.Id}?done={(product is null ? "created" : "saved")}")
            : await Refused(view, written.Refusal!, http);
    }

    // Somebody else's change is shown beside what was typed; sending the form again is then a decision.
    private async Task<IResult> Refused(ProductView view, Refusal refusal, HttpContext http)
    {
        if (refusal.Code == "version-conflict" && view.Product is { } product && await Find(view.Call, http, product.Id) is { } now)
        {
            var stored = ProductForm.Of(now);
            return Page(view with { Product = now, Stored = stored, Form = view.Form.Joined(stored) }, StatusCodes.Status409Conflict);
        }

        var problems = new Dictionary<string, string> { [FormDraft.FieldOf(refusal)] = refusal.Message };
        return Page(view with { Problems = problems }, StatusCodes.Status409Conflict);
    }

    private Task<ProductDetail?> Find(StaffCall call, HttpContext http, ProductId id) => products.Find(db.For(call.Tenant.Id), id, http.RequestAborted);

    private ProductView View(StaffCall call, HttpContext http, ProductForm form) => new(call, form, antiforgery.GetAndStoreTokens(http).RequestToken!);

    private static IResult Page(ProductView view, int status = StatusCodes.Status200OK) => StaffAnswers.Page<ProductEditor>(new() { ["View"] = view }, status);

    private static string? Said(string? done) => done switch
    {
        "created" => "The product is created.",
        "saved" => "Saved. Customers see it now.",
        "archived" => "Archived: it is off sale. Orders that have it keep it.",
        _ => null,
    };
}

/// <param name="Form">What the fields hold.</param>
public sealed record ProductView(StaffCall Call, ProductForm Form, string Token)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>As it is stored; none while it is new.</summary>
    public ProductDetail? Product { get; init; }

    /// <summary>By field; the empty name is of the form as a whole.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; init; } = None;

    /// <summary>What the database holds, when somebody else changed it while this form was open.</summary>
    public ProductForm? Stored { get; init; }

    public string? Said { get; init; }

    public string Root => $"/{Call.Tenant.Slug}/manage/products";

    public string Action => Product is null ? Root + "/new" : $"{Root}/{Product.Id}";

    public bool MayWrite => Call.May(Commerce.Tenants.Role.Vendor);

    public string? Problem(string field) => Problems.GetValueOrDefault(field);
}
