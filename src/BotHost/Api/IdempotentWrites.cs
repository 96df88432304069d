using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Api;

/// <summary>
/// <c>Idempotency-Key</c> on writes: the first answer is stored and replayed for two days; the same key with another request is refused;
/// while the first is under way, a second waits for nobody and gets 409. A write with a key is carried out to its end whoever hangs up. One that
/// broke, or whose program died, may run again: an act that must not happen twice writes <see cref="ApiCall.WriteKey"/> with its effect.
/// </summary>
internal sealed class IdempotentWrites(TenantDb tenants)
{
    private const string Header = "Idempotency-Key";
    private const int MostBody = 1024 * 1024;

    public async Task Run(HttpContext http, RequestDelegate next)
    {
        var key = KeyOf(http);
        if (key.Length == 0 || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            || !TenantId.TryParse(http.User.FindFirstValue(ApiCalls.Tenant), null, out var tenant))
        {
            await next(http);
            return;
        }

        if (key.Length > 200)
        {
            await ApiAnswers.Refused(new("idempotency-key-not-valid", "An Idempotency-Key has at most 200 characters.", Header)).ExecuteAsync(http);
            return;
        }

        if (await RequestBytes.Read(http.Request, MostBody, http.RequestAborted) is not { } body)
        {
            await ApiAnswers.Problem("body-too-large", "A request with an Idempotency-Key has a body of at most 1 MB.", 413).ExecuteAsync(http);
            return;
        }

        http.Request.Body = new MemoryStream(body);
        await Once(http, next, new(tenant, http.User.FindFirstValue(ApiCalls.Token)!, key, HashOf(http.Request, body)));
    }

    public static string KeyOf(HttpContext http) => http.Request.Headers[Header].ToString();

    private async Task Once(HttpContext http, RequestDelegate next, Write write)
    {
        if (await Claim(write) is { } known)
        {
            await Replay(http, write, known);
            return;
        }

        var (answer, aborted) = (http.Response.Body, http.RequestAborted);
        using var copy = new MemoryStream();
        http.Response.Body = copy;
        http.RequestAborted = CancellationToken.None;
        try
        {
            await next(http);
            await Keep(write, http.Response.StatusCode, Encoding.UTF8.GetString(copy.ToArray()));
        }
        catch
        {
            await Forget(write);
            throw;
        }
        finally
        {
            http.Response.Body = answer;
        }

        copy.Position = 0;
        await copy.CopyToAsync(answer, aborted);
    }

    private static Task Replay(HttpContext http, Write write, Known known)
    {
        if (known.RequestHash is { } hash && !hash.AsSpan().SequenceEqual(write.Hash))
        {
            return ApiAnswers.Refused(new("idempotency-key-reused", "This Idempotency-Key was used for another request: use a new one.", Header)).ExecuteAsync(http);
        }

        if (known.Status is not { } status)
        {
            return ApiAnswers.Problem("idempotency-key-in-use", "The first request with this Idempotency-Key is still under way: try again.", 409).ExecuteAsync(http);
        }

        http.Response.StatusCode = status;
        http.Response.Headers["Idempotent-Replayed"] = "true";
        http.Response.ContentType = status < 400 ? "application/json; charset=utf-8" : "application/problem+json";
        return http.Response.WriteAsync(known.Response ?? "");
    }

    // Null: the key is ours now. A claim that was left behind by a crash is free again after a minute.
    private Task<Known?> Claim(Write w) => tenants.For(w.Tenant).Find<Known>($"""
        with mine as (
            insert into idempotency_key (tenant_id, actor, key, request_hash) values ({w.Tenant}, {w.Actor}, {w.Key}, {w.Hash})
            on conflict (tenant_id, actor, key) do update set created_at = now()
                where idempotency_key.status is null and idempotency_key.created_at < now() - interval '1 minute'
                    and idempotency_key.request_hash = excluded.request_hash
            returning 1
        )
        select k.request_hash, k.status, k.response #>> array[]::text[] as response
        from (select 1) as one left join idempotency_key k on k.tenant_id = {w.Tenant} and k.actor = {w.Actor} and k.key = {w.Key}
        where not exists (select 1 from mine)
        """, CancellationToken.None);

    // A failure of ours, or a token that was refused, says nothing about the next try.
    private Task Keep(Write w, int status, string response) => status is >= 500 or 401 or 403 or 429
        ? Forget(w)
        : tenants.For(w.Tenant).Execute($"""
            update idempotency_key set status = {status}, response = to_jsonb({response})
            where tenant_id = {w.Tenant} and actor = {w.Actor} and key = {w.Key}
            """, CancellationToken.None);

    private Task Forget(Write w) => tenants.For(w.Tenant).Execute(
        $"delete from idempotency_key where tenant_id = {w.Tenant} and actor = {w.Actor} and key = {w.Key} and status is null", CancellationToken.None);

    private static byte[] HashOf(HttpRequest request, byte[] body) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"), .. body]);

    private sealed record Write(TenantId Tenant, string Actor, string Key, byte[] Hash);

    // Without a hash: written this very moment by another request, and not yet to be seen.
    private sealed record Known(byte[]? RequestHash, int? Status, string? Response);
}
