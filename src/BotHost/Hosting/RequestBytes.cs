namespace ChatCommerce.BotHost.Hosting;

/// <summary>A request's body as bytes, which a signature is checked on before anything is parsed.</summary>
internal static class RequestBytes
{
    /// <summary>Null when it is longer than <paramref name="most"/> bytes.</summary>
    public static async Task<byte[]?> Read(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 4_096));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > most)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
