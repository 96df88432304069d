namespace ChatCommerce.Sandbox.Faults;

/// <summary>The faults in play, of all providers.</summary>
internal sealed class FaultList
{
    private const int Most = 200;
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (gate)
            {
                return [.. faults];
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
            if (faults.Count > Most)
            {
                faults.RemoveAt(0);
            }
        }
    }

    public bool Remove(string id)
    {
        lock (gate)
        {
            return faults.RemoveAll(fault => fault.Id.Equals(id, StringComparison.Ordinal)) > 0;
        }
    }

    public void Clear(string? provider)
    {
        lock (gate)
        {
            faults.RemoveAll(fault => provider is null || fault.Provider.Equals(provider, StringComparison.Ordinal));
        }
    }

    /// <summary>The one fault that this API call meets, used up by asking.</summary>
    /// <param name="provider">As the shop names it.</param>
    /// <param name="account">Its id at the provider.</param>
    /// <param name="call">Such as <c>POST sendMessage</c>.</param>
    /// <param name="only">Faults of no other kind.</param>
    public Fault? TakeForCall(string provider, string account, string call, FaultKind? only = null)
    {
        lock (gate)
        {
            var met = faults.Find(fault => (only is null || fault.Kind == only) && fault.Meets(FaultSide.Api, provider, account, call));
            if (met is not null)
            {
                Use(met);
            }

            return met;
        }
    }

    /// <summary>Every fault that this event meets, the first of each kind; used up by asking.</summary>
    public IReadOnlyList<Fault> TakeForEvent(string provider, string account, string type)
    {
        lock (gate)
        {
            var met = faults.Where(fault => fault.Meets(FaultSide.Events, provider, account, type))
                .DistinctBy(fault => fault.Kind)
                .ToList();
            met.ForEach(Use);
            return met;
        }
    }

    private void Use(Fault fault)
    {
        if (fault.Times is not { } times)
        {
            return;
        }

        var at = faults.IndexOf(fault);
        if (times > 1)
        {
            faults[at] = fault with { Times = times - 1 };
        }
        else
        {
            faults.RemoveAt(at);
        }
    }
}
