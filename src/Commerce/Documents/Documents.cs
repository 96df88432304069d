using System.Text;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Commerce.Documents;

/// <summary>What the shop has written: pages the assistant answers from, and posts.</summary>
public sealed class Documents(TimeProvider clock)
{
    private const int LongestBody = 200_000;

    private static Sql Columns => $"id, slug, kind, title, language, body, published, published_on, updated_at";

    /// <summary>Puts the text in place of the one of this kind, slug and language. Refusals: <c>slug-not-valid</c>, <c>title-not-valid</c>, <c>text-too-long</c>.</summary>
    public async Task<Result<Document>> Save(TenantScope db, DocumentDraft draft, CancellationToken ct)
    {
        if (Fault(draft) is { } fault)
        {
            return fault;
        }

        var title = DraftText.Line(draft.Title);
        var body = Clean(draft.Body);
        var passages = Passages.Of(title, body).Select((p, n) => new { N = n, p.Heading, p.Text, Terms = DocumentTerms.Of($"{title}\n{p.Heading}\n{p.Text}") });
        return await db.Get<Document>($"""
            with saved as (
                insert into document (tenant_id, id, slug, kind, title, language, body, published, published_on, updated_at)
                values ({db.Tenant}, {Id.New<DocumentId>(clock)}, {draft.Slug}, {draft.Kind}, {title}, {draft.Language}, {body}, {draft.Published},
                        {draft.PublishedOn}, {clock.GetUtcNow()})
                on conflict (tenant_id, kind, slug, language) do update set title = excluded.title, body = excluded.body,
                    published = excluded.published, published_on = excluded.published_on, updated_at = excluded.updated_at
                returning {Columns}),
            cut as (
                select p.n, p.heading, p.text, array(select jsonb_array_elements_text(p.terms)) as terms
                from jsonb_to_recordset({Json.Write(passages):jsonb}) as p(n int, heading text, text text, terms jsonb)),
            gone as (
                delete from document_chunk c using saved s
                where c.tenant_id = {db.Tenant} and c.document_id = s.id and c.n >= (select count(*) from cut)),
            written as (
                insert into document_chunk (tenant_id, document_id, n, heading, text, terms)
                select {db.Tenant}, s.id, c.n, c.heading, c.text, c.terms from saved s cross join cut c
                on conflict (tenant_id, document_id, n) do update set heading = excluded.heading, text = excluded.text, terms = excluded.terms)
            select * from saved
            """, ct);
    }

    /// <summary>Published and hidden ones; posts newest first, then pages by title.</summary>
    public async Task<IReadOnlyList<Document>> List(TenantScope db, DocumentKind? kind, CancellationToken ct) =>
        await db.List<Document>($"""
            select {Columns} from document where tenant_id = {db.Tenant} and ({kind}::text is null or kind = {kind})
            order by published_on desc nulls last, title limit 500
            """, ct);

    /// <summary>The published text of this slug, in this language if there is one in it.</summary>
    public Task<Document?> Find(TenantScope db, string slug, DocumentKind kind, string language, CancellationToken ct) =>
        db.Find<Document>($"""
            select {Columns} from document where tenant_id = {db.Tenant} and slug = {slug} and kind = {kind} and published
            order by (language = {language}) desc, language limit 1
            """, ct);

    /// <summary>The page of this slug in the shop's first language.</summary>
    public Task<Document?> Find(TenantScope db, string slug, CancellationToken ct) => Find(db, slug, DocumentKind.Page, "", ct);

    public async Task<bool> Delete(TenantScope db, DocumentId id, CancellationToken ct) =>
        await db.Execute($"delete from document where tenant_id = {db.Tenant} and id = {id}", ct) > 0;

    /// <summary>The passages that speak most of what was asked, best first; nothing when no word is shared.</summary>
    public async Task<IReadOnlyList<DocumentHit>> Search(TenantScope db, string text, string language, int take, CancellationToken ct)
    {
        string[] terms = [.. DocumentTerms.OfQuestion(CustomerText.Cut(text, 500)).Take(40)];
        string[] wanted = [.. terms.SelectMany(Concepts.Around).Distinct(StringComparer.Ordinal)];
        if (wanted.Length == 0)
        {
            return [];
        }

        Sql published = $"from document_chunk c join document d on d.tenant_id = c.tenant_id and d.id = c.document_id where c.tenant_id = {db.Tenant} and d.published";
        await using var reading = await db.Batch(
        [
            $"select count(*) {published}",
            $"select t.term, count(*) as passages from (select unnest(c.terms) as term {published} and c.terms && {wanted}) t where t.term = any({wanted}) group by t.term",
            $"""
             select d.id, d.slug, d.title, d.language, c.heading, c.text, c.terms {published} and c.terms && {wanted}
             order by (select count(*) from unnest(c.terms) t where t = any({wanted})) desc, d.id, c.n limit 60
             """,
        ], ct);
        var passages = await reading.Get<long>(ct);
        var frequencies = (await reading.List<TermCount>(ct)).ToDictionary(t => t.Term, t => t.Passages);
        var ranking = new DocumentRanking(terms, frequencies, passages);
        return [.. (await reading.List<DocumentRow>(ct))
            .Select(row => (Row: row, Score: ranking.Of(row)))
            .OrderByDescending(hit => hit.Score).ThenByDescending(hit => hit.Row.Language == language)
            .Take(Math.Clamp(take, 1, 20))
            .Select(hit => new DocumentHit(hit.Row.Id, hit.Row.Slug, hit.Row.Title, hit.Row.Heading, hit.Row.Text, Math.Round(hit.Score, 4)))];
    }

    private static Refusal? Fault(DocumentDraft draft) => draft switch
    {
        _ when !Handle.IsValid(draft.Slug) => new("slug-not-valid", "A slug is 1 to 120 small letters a-z, digits and hyphens, such as shipping.", "slug"),
        _ when DraftText.Line(draft.Title).Length is 0 or > 300 => new("title-not-valid", "A title has 1 to 300 characters.", "title"),
        { Body.Length: > LongestBody } => new("text-too-long", $"A text has at most {LongestBody} characters.", "body"),
        _ => null,
    };

    // Through UTF-8 and back: a lone surrogate, which PostgreSQL does not take, becomes the replacement character.
    private static string Clean(string body) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(body)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Trim();

    private sealed record TermCount(string Term, long Passages);
}
