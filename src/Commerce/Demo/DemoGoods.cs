using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Demo;

/// <summary>What a demo shop sells and says, written within the caller's transaction.</summary>
public sealed class DemoGoods(Settings settings, ProductWriter products, Documents.Documents documents, TimeProvider clock)
{
    internal async Task Write(TenantScope db, DemoFolder folder, Actor actor, CancellationToken ct)
    {
        var file = folder.Shop();
        await settings.Set(db, ShopProfile.Name, file.Profile, ct);
        await products.Write(db, [.. folder.Products(file.Slug).Select(Planned)], actor, StockReason.Import, ct);
        foreach (var draft in folder.Documents(file.Languages[0]))
        {
            var saved = await documents.Save(db, draft, ct);
            Expect(saved.Refusal, draft.Slug);
        }
    }

    private PlannedProduct Planned(ProductDraft draft)
    {
        var clean = DraftText.Clean(draft);
        Expect(DraftRules.Faults(clean).FirstOrDefault(), draft.Handle);
        return PlannedProduct.Of(clean, null, clock);
    }

    private static void Expect(Refusal? refusal, string subject)
    {
        if (refusal is not null)
        {
            throw new InvalidDataException($"Demo file of {subject}: {refusal.Message}");
        }
    }
}
