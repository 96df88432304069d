using ChatCommerce.Benchmarks.World;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Search.Vectors;
using ChatCommerce.Platform;
using ChatCommerce.Tests.Commerce.Search;
using NpgsqlTypes;

namespace ChatCommerce.Benchmarks.Search;

/// <summary>Fills the benchmark's database: a tenant of 20,000 products, and on demand one of 200,000 among a million.</summary>
internal sealed class SearchWorld(BenchDatabase database, JudgedCatalog catalog)
{
    private const int Copies = 10, FillerTenants = 4;

    public TenantId Medium { get; private set; }

    public TenantId Large { get; private set; }

    public async Task LoadMedium()
    {
        if (await Tenant("medium") is { } there)
        {
            Medium = there;
        }
        else
        {
            Medium = await CatalogItems.OpenShop(database.System, TimeProvider.System, "medium");
            await CatalogItems.Add(database.Tenants.For(Medium), TimeProvider.System, [.. catalog.Items]);
            await new ProductIndex(database.Tenants).Rebuild(Medium, CancellationToken.None);
            await database.Run($"""
                create table plain_text (tenant_id uuid, product_id uuid, tsv tsvector);
                insert into plain_text select tenant_id, id, to_tsvector('english', {Searched}) from product;
                create index plain_text_gin on plain_text using gin (tsv);
                create index plain_text_tenant on plain_text (tenant_id);
                grant select on plain_text to public;
                """);
            await database.Run("vacuum analyze");
        }
    }

    /// <summary>Ten copies of the catalog make the large tenant; four tenants with titles alone make up the million.</summary>
    public async Task LoadLarge()
    {
        if (await Tenant("large") is { } there)
        {
            Large = there;
            return;
        }

        Large = await CatalogItems.OpenShop(database.System, TimeProvider.System, "large");
        await database.Run("alter table product_term drop constraint product_term_pkey; drop index plain_text_gin");
        await Copy(Large, "true");
        for (var i = 0; i < FillerTenants; i++)
        {
            await Copy(await CatalogItems.OpenShop(database.System, TimeProvider.System, $"filler-{i}"), "in_title");
        }

        await Vectors();
        await database.Run("set maintenance_work_mem = '1500MB'; alter table product_term add primary key (tenant_id, term, product_id) include (w, in_title)");
        await database.Run("set maintenance_work_mem = '1500MB'; create index plain_text_gin on plain_text using gin (tsv)");
        await database.Run("vacuum analyze");
    }

    private const string Searched = "title || ' ' || brand || ' ' || category || ' ' || description || ' ' || attributes::text";

    private async Task<TenantId?> Tenant(string slug) => await database.System.Find<TenantId?>($"select id from tenant where slug = {slug}", default);

    private Task Copy(TenantId to, string terms) => database.Run($"""
        create temp table copied as select p.id as old, substr(encode(sha256((p.id::text || '{to}' || n)::bytea), 'hex'), 1, 32)::uuid as new from product p, generate_series(1, {Copies}) n where p.tenant_id = '{Medium}';
        analyze copied;
        insert into product (tenant_id, id, handle, title, brand, category, description, status, attributes)
            select '{to}', c.new, 'p-' || c.new, title, brand, category, description, status, attributes from copied c join product p on p.tenant_id = '{Medium}' and p.id = c.old;
        insert into variant (tenant_id, id, product_id, sku, currency, price_minor)
            select '{to}', c.new, c.new, c.new::text, currency, price_minor from copied c join variant v on v.tenant_id = '{Medium}' and v.product_id = c.old;
        insert into stock (tenant_id, variant_id, on_hand) select '{to}', new, 3 from copied;
        insert into product_term select '{to}', t.term, c.new, t.w, t.in_title from copied c join product_term t on t.tenant_id = '{Medium}' and t.product_id = c.old and {terms};
        insert into term_df select '{to}', term, 0, sum(df) * {Copies}, sum(word_df) * {Copies} from term_df where tenant_id = '{Medium}' group by term;
        insert into search_size select '{to}', 0, sum(products) * {Copies}, sum(title_len) * {Copies}, sum(body_len) * {Copies}, 1, 1, false from search_size where tenant_id = '{Medium}';
        insert into plain_text select '{to}', c.new, case when {(terms == "true" ? "true" : "false")} then t.tsv else to_tsvector('english', p.title) end
            from copied c join plain_text t on t.product_id = c.old join product p on p.tenant_id = '{Medium}' and p.id = c.old;
        """);

    /// <summary>Each copy's vector has some words of another product in it: ten equal vectors would be unlike any real catalog.</summary>
    private async Task Vectors()
    {
        await using var admin = await database.Admin();
        await using var make = new Npgsql.NpgsqlCommand("create temp table loaded (id uuid, embedding real[])", admin);
        await make.ExecuteNonQueryAsync();
        List<ProductWords> words = [.. catalog.Items.Select(i => ProductWords.Of(new ProductText(i.Title, $"{i.Category}\n{i.Description}", "")))];
        var products = await database.Tenants.For(Medium).List<Named>($"select handle, id from product where tenant_id = {Medium}", default);
        var byHandle = products.ToDictionary(p => p.Handle, p => p.Id);
        List<Guid> ids = [.. catalog.Items.Select(i => byHandle[i.Handle])];
        await using (var copy = await admin.BeginBinaryImportAsync("copy loaded (id, embedding) from stdin (format binary)"))
        {
            for (var n = 1; n <= Copies; n++)
            {
                for (var i = 0; i < ids.Count; i++)
                {
                    var other = words[(int)((uint)((i + 1) * 7919 * n) % (uint)words.Count)];
                    var mixed = words[i] with { Title = [.. words[i].Title, .. other.Title.Where((_, at) => at % 4 == n % 4)] };
                    await copy.StartRowAsync();
                    await copy.WriteAsync(new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{ids[i]}{Large}{n}")).AsSpan(0, 16), bigEndian: true), NpgsqlDbType.Uuid);
                    await copy.WriteAsync(HashedVector.OfProduct(mixed), NpgsqlDbType.Array | NpgsqlDbType.Real);
                }
            }

            await copy.CompleteAsync();
        }

        await using var move = new Npgsql.NpgsqlCommand($"""
            insert into product_embedding (tenant_id, product_id, model, title_key, in_graph, embedding)
            select '{Large}', id, '{HashedVector.Model}', hashtextextended(id::text, 0), false, embedding::halfvec from loaded
            """, admin);
        await move.ExecuteNonQueryAsync();
    }

    private sealed record Named(string Handle, Guid Id);
}
