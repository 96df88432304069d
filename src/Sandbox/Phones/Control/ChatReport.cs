using ChatCommerce.Sandbox.Phones.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Control;

internal static class ChatReport
{
    /// <summary>A call to the shop and how it fared.</summary>
    public static object Call(Post post) => new
    {
        Id = post.CallId,
        post.Chat.Line.Kind,
        post.Chat.Line.ExternalId,
        Person = post.Chat.Person.Id,
        post.Call.Type,
        post.Copy,
        post.State,
        Attempts = post.Attempts.Select(attempt => new { attempt.At, attempt.Status, attempt.Error, attempt.Milliseconds }),
    };
}
