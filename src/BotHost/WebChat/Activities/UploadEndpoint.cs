using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.WebChat.Sessions;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Text;
using Microsoft.AspNetCore.Http.Features;

namespace ChatCommerce.BotHost.WebChat.Activities;

/// <summary>
/// Files from a customer: kept with the message they are, shown to staff, and to the customer by the address in the echo. Takes the
/// protocol's two forms: one file as the body, or several parts with an activity among them.
/// </summary>
internal static class UploadEndpoint
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostFiles = 10;
    private const int Cost = 5;
    private const string ActivityType = "application/vnd.microsoft.activity";

    public static async Task<IResult> Post(HttpContext http, string conversation, ActivityEndpoints endpoints, ChatLimits limits, CancellationToken ct)
    {
        if (limits.TakeActivity(conversation, Cost) is { } wait)
        {
            return DirectLineError.TooMany(http, wait);
        }

        var (upload, refusal) = http.Request.HasFormContentType ? await ReadParts(http, ct) : await ReadOne(http.Request, ct);
        if (upload is null)
        {
            return refusal!;
        }

        var activity = upload.Activity with
        {
            Type = "message",
            Attachments = [.. upload.Files.Select(f => new Attachment { ContentType = f.ContentType, ContentUrl = f.Source, Name = f.Name })],
        };
        var raw = JsonSerializer.SerializeToUtf8Bytes(upload, Json.Options);
        var files = upload.Files.DistinctBy(f => f.Source).ToDictionary(f => f.Source, f => f.Content, StringComparer.Ordinal);
        return Results.Ok(new { id = await endpoints.Store(Caller.Of(http).In(conversation), activity, raw, files) });
    }

    private static async Task<(Upload?, IResult?)> ReadOne(HttpRequest request, CancellationToken ct)
    {
        var bytes = await RequestBytes.Read(request, MostBytes, ct);
        if (bytes is null)
        {
            return (null, TooLarge());
        }

        if (bytes.Length == 0 || string.IsNullOrEmpty(request.ContentType))
        {
            return (null, DirectLineError.Malformed("Expected a file with its Content-Type, or multipart/form-data."));
        }

        var name = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition, out var disposition) ? disposition.FileName?.Trim('"') : null;
        return (new(new(), [new(Clip(name), Clip(request.ContentType), bytes)]), null);
    }

    private static async Task<(Upload?, IResult?)> ReadParts(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength > MostBytes + DirectLineBody.MostBytes)
        {
            return (null, TooLarge());
        }

        try
        {
            http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MostBytes + DirectLineBody.MostBytes;
            var form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MostBytes, ValueCountLimit = MostFiles }, ct);
            return form.Files.Sum(f => f.Length) > MostBytes + DirectLineBody.MostBytes ? (null, TooLarge()) : await Collect(form, ct);
        }
        catch (BadHttpRequestException e) when (e.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return (null, TooLarge());
        }
        catch (Exception e) when (e is InvalidDataException or IOException or JsonException)
        {
            return (null, e.Message.Contains("limit", StringComparison.OrdinalIgnoreCase) ? TooLarge() : DirectLineError.Malformed("The parts could not be read."));
        }
    }

    private static async Task<(Upload?, IResult?)> Collect(IFormCollection form, CancellationToken ct)
    {
        var activity = form.Files.FirstOrDefault(f => f.Name is "activity" || IsActivity(f.ContentType));
        List<UploadedFile> files = [];
        foreach (var file in form.Files.Where(f => f != activity).Take(MostFiles))
        {
            files.Add(new(Clip(file.FileName), Clip(file.ContentType), await Bytes(file, ct)));
        }

        var said = activity is null ? new Activity() : ActivityJson.Read(await Short(activity, ct));
        return files.Count > 0 ? (new(said, files), null) : (null, DirectLineError.Malformed("There is no file among the parts."));
    }

    private static async Task<byte[]> Short(IFormFile activity, CancellationToken ct) =>
        activity.Length <= DirectLineBody.MostBytes ? await Bytes(activity, ct) : throw new JsonException("The activity is too long.");

    private static async Task<byte[]> Bytes(IFormFile file, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private static bool IsActivity(string? contentType) => contentType?.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase) is true;

    private static IResult TooLarge() => DirectLineError.TooLarge($"The files are too large: at most {MostBytes / 1024 / 1024} MB together.");

    private static string Clip(string? text) => CustomerText.Cut(CustomerText.Clean(text), 200);

    private sealed record Upload(Activity Activity, IReadOnlyList<UploadedFile> Files);

    private sealed record UploadedFile(string Name, string ContentType, [property: JsonIgnore] byte[] Content)
    {
        public int Bytes => Content.Length;

        public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content));

        [JsonIgnore]
        public string Source => "upload:" + Sha256;
    }
}
