using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ChatCommerce.Tests.Channels.Provider;

/// <summary>Files that customers sent, over the real guarded client.</summary>
public sealed class MediaDownloadTests : IAsyncLifetime
{
    private const int OneMegabyte = 1024 * 1024;
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F'];
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0];
    private FileServer server = null!;

    public static TheoryData<string, byte[], string?, string> Kept => new()
    {
        { "image", Jpeg, "image/jpeg", "image/jpeg" },
        { "image", Png, "image/jpeg", "image/png" },
        { "image", Jpeg, null, "image/jpeg" },
        { "image", Bytes("RIFF\0\0\0\0WEBPVP8 "), "application/octet-stream", "image/webp" },
        { "image", Bytes("\0\0\0\u0018ftypheic\0\0\0\0"), "image/heic", "image/heic" },
        { "sticker", [0x1A, 0x45, 0xDF, 0xA3, 0], "video/webm", "video/webm" },
        { "sticker", [0x1F, 0x8B, 8], "application/x-tgsticker", "application/gzip" },
        { "audio", Bytes("OggS\0"), "audio/ogg", "audio/ogg" },
        { "audio", Bytes("\0\0\0\u0018ftypmp42\0\0\0\0"), "audio/mp4", "audio/mp4" },
        { "audio", [0xFF, 0xFB, 0x90, 0], "audio/mpeg", "audio/mpeg" },
        { "audio", Bytes("#!AMR\n"), "audio/amr", "audio/amr" },
        { "video", Bytes("\0\0\0\u0018ftypisom\0\0\0\0"), "video/mp4", "video/mp4" },
        { "file", Bytes("%PDF-1.7"), "application/pdf", "application/pdf" },
        { "file", [(byte)'P', (byte)'K', 3, 4], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { "file", Bytes("sku;size"), "text/csv", "text/csv" },
        { "file", Bytes("no picture at all"), "image/png", "application/octet-stream" },
        { "file", [0xFF, 0xFE, (byte)'a', 0], "text/plain", "text/plain" },
    };

    public static TheoryData<string, byte[], string?> Mislabelled => new()
    {
        { "image", Bytes("<html><script>steal()</script>"), "image/png" },
        { "image", Bytes("\uFEFF <!-- a --><svg onload='x()'>"), "image/png" },
        { "image", Bytes("no picture at all"), "image/png" },
        { "image", Bytes("no picture at all"), null },
        { "image", Bytes("%PDF-1.7"), "image/jpeg" },
        { "image", Jpeg, "text/html" },
        { "sticker", Bytes("MZ\0\0"), "application/octet-stream" },
        { "audio", Jpeg, "audio/ogg" },
        { "audio", Bytes("<?xml version='1.0'?><svg/>"), "audio/ogg" },
        { "video", Bytes("words"), "video/mp4" },
        { "file", Bytes("MZ\0\0"), "application/pdf" },
        { "file", Bytes("#!/bin/sh\n"), "text/plain" },
        { "file", Bytes("\n\n<!doctype html><p>"), "application/pdf" },
        { "file", Bytes("alert(1)"), "text/javascript" },
    };

    public async ValueTask InitializeAsync() => server = await FileServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_file_is_what_its_bytes_say(string kind, byte[] bytes, string? header, string type)
    {
        var file = await Fetch(server.Gives(bytes, header), new MediaSent(kind, "", null, null));

        (file.ContentType, Convert.ToHexString(file.Bytes)).Should().Be((type, Convert.ToHexString(bytes)));
    }

    [Theory]
    [MemberData(nameof(Mislabelled))]
    public async Task A_file_of_another_kind_than_announced_is_refused_for_ever(string kind, byte[] bytes, string? header) =>
        (await Trouble(server.Gives(bytes, header), new MediaSent(kind, "", null, null))).Retry.Should().Be(Retry.Permanent);

    [Fact]
    public async Task A_type_that_the_webhook_told_stands_where_the_server_tells_none() =>
        (await Fetch(new MediaSent("file", "", "text/csv; charset=utf-8", null), Bytes("a;b"), "application/octet-stream")).ContentType.Should().Be("text/csv");

    [Fact]
    public async Task A_page_that_the_webhook_calls_a_document_is_refused() =>
        (await Trouble(server.Gives(Bytes("x"), null), new MediaSent("file", "", "text/html", null))).Retry.Should().Be(Retry.Permanent);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_over_sixteen_megabytes_is_refused_whether_its_length_was_told_or_not(bool told)
    {
        var trouble = await Trouble(server.Answers(async http =>
        {
            http.Response.ContentType = "image/jpeg";
            http.Response.ContentLength = told ? 17 * OneMegabyte : null;
            await http.Response.Body.WriteAsync(Jpeg);
            for (var part = 0; part < 17 && !http.RequestAborted.IsCancellationRequested; part++)
            {
                await http.Response.Body.WriteAsync(new byte[part == 16 ? OneMegabyte - Jpeg.Length : OneMegabyte]);
            }
        }), Image);

        (trouble.Retry, trouble.Message).Should().Be((Retry.Permanent, "The file is too large to keep."));
    }

    [Theory]
    [InlineData(404, Retry.Permanent)]
    [InlineData(410, Retry.Permanent)]
    [InlineData(401, Retry.Permanent)]
    [InlineData(403, Retry.Permanent)]
    [InlineData(429, Retry.Temporary)]
    [InlineData(503, Retry.Temporary)]
    public async Task What_expired_stays_gone_and_what_is_busy_may_be_asked_again(int status, Retry retry) =>
        (await Trouble(server.Gives(Bytes("{}"), "application/json", status), Image)).Retry.Should().Be(retry);

    [Fact]
    public async Task A_line_that_breaks_in_the_middle_and_a_server_that_says_nothing_may_be_asked_again()
    {
        (await Trouble(server.Answers(async http =>
        {
            http.Response.ContentLength = 1_000;
            await http.Response.Body.WriteAsync(Jpeg);
            await http.Response.Body.FlushAsync();
            http.Abort();
        }), Image)).Retry.Should().Be(Retry.Temporary);

        (await Trouble(server.Answers(http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default)), Image)).Retry.Should().Be(Retry.Temporary);
    }

    [Fact]
    public async Task A_file_with_another_hash_than_was_told_may_be_asked_again()
    {
        var hash = SHA256.HashData(Jpeg);

        (await Fetch(Image with { Sha256 = Convert.ToBase64String(hash) }, Jpeg, "image/jpeg")).Bytes.Should().Equal(Jpeg);
        (await Fetch(Image with { Sha256 = Convert.ToHexStringLower(hash) }, Jpeg, "image/jpeg")).Bytes.Should().Equal(Jpeg);
        (await Trouble(server.Gives(Jpeg, "image/jpeg"), Image with { Sha256 = Convert.ToHexString(new byte[32]) })).Retry.Should().Be(Retry.Temporary);
    }

    [Fact]
    public async Task An_empty_file_is_none() => (await Trouble(server.Gives([], "text/plain"), new MediaSent("file", "", null, null))).Retry.Should().Be(Retry.Permanent);

    private static MediaSent Image { get; } = new("image", "", null, null);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private Task<FetchedMedia> Fetch(MediaSent sent, byte[] bytes, string type) => Fetch(server.Gives(bytes, type), sent);

    private static Task<FetchedMedia> Fetch(FileServer from, MediaSent sent) =>
        from.Download.Fetch(new HttpRequestMessage(HttpMethod.Get, from.Address), sent, CancellationToken.None);

    private static async Task<ChannelTrouble> Trouble(FileServer from, MediaSent sent) =>
        (await FluentActions.Awaiting(() => Fetch(from, sent)).Should().ThrowAsync<ChannelTrouble>()).Which;
}
