using System.Security.Cryptography;

namespace ChatCommerce.Sandbox.Phones.Chats;

/// <summary>Pictures and files that customers sent, for providers to hand out in their own ways.</summary>
internal sealed class MediaShelf
{
    private const int Most = 300;
    private readonly Lock gate = new();
    private readonly Shelf<StoredMedia> shelf = new(media => media.Id, Most);

    /// <summary>Where a browser sees it.</summary>
    public static string AddressOf(string id) => "/sandbox/media/" + id;

    public StoredMedia? Find(string id)
    {
        lock (gate)
        {
            return shelf.Find(id);
        }
    }

    public StoredMedia Put(byte[] content, string contentType, string? fileName = null)
    {
        var stored = new StoredMedia(Ids.New("", 20), content, contentType, fileName);
        lock (gate)
        {
            shelf.Put(stored);
        }

        return stored;
    }

    /// <summary>Takes the content out of the act, or a small picture when it has none.</summary>
    public SendMedia Take(SendMedia sent)
    {
        var stored = sent.Content is { } content
            ? Put(content, sent.ContentType ?? "application/octet-stream", sent.FileName)
            : Put(SamplePicture.Png, "image/png", sent.FileName);
        return sent with { Content = null, MediaId = stored.Id, ContentType = stored.ContentType };
    }
}

internal sealed record StoredMedia(string Id, byte[] Content, string ContentType, string? FileName)
{
    public string Sha256Hex => Convert.ToHexStringLower(SHA256.HashData(Content));

    public string Sha256Base64 => Convert.ToBase64String(SHA256.HashData(Content));
}
