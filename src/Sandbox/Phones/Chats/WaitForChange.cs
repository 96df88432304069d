namespace ChatCommerce.Sandbox.Phones.Chats;

/// <summary>Waits until a chat is newer than somebody has seen it.</summary>
internal sealed class WaitForChange(PhoneChats chats, TimeProvider clock)
{
    /// <returns>Whether it is newer now.</returns>
    public async Task<bool> After(PhoneChat chat, long version, TimeSpan patience, CancellationToken ct)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = chats.Watch(other =>
        {
            if (other == chat && other.Version > version)
            {
                changed.TrySetResult();
            }
        });
        if (chat.Version > version)
        {
            return true;
        }

        if (patience <= TimeSpan.Zero)
        {
            return false;
        }

        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        await using var over = either.Token.Register(() => changed.TrySetResult());
        await changed.Task;
        return chat.Version > version;
    }
}
