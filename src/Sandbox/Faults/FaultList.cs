namespace ChatCommerce.Sandbox.Faults;

/// <summary>The faults in play, of all providers.</summary>
internal sealed class FaultList
{
    private const int Most = 200;
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (_gate) return [.. _faults];
        }
    }

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
            if (_faults.Count > Most) _faults.RemoveAt(0);
        }
    }

    public bool Remove(string id)
    {
        lock (_gate) return _faults.RemoveAll(fault => fault.Id.Equals(id, StringComparison.Ordinal)) > 0;
    }

    public void Clear(string? provider)
    {
        lock (_gate) _faults.RemoveAll(fault => provider is null || fault.Provider.Equals(provider, StringComparison.Ordinal));
    }

    /// <summary>The one fault that this API call meets, used up by asking.</summary>
    /// <param name="provider">As the shop names it.</param>
    /// <param name="account">Its id at the provider.</param>
    /// <param name="call">Such as <c>POST sendMessage</c>.</param>
    /// <param name="only">Faults of no other kind.</param>
    public Fault? TakeForCall(string provider, string account, string call, FaultKind? only = null)
    {
        lock (_gate)
        {
            var met = _faults.Find(fault => (only is null || fault.Kind == only) && fault.Meets(FaultSide.Api, provider, account, call));
            if (met is not null) Use(met);
            return met;
        }
    }

    /// <summary>Every fault that this event meets, the first of each kind; used up by asking.</summary>
    public IReadOnlyList<Fault> TakeForEvent(string provider, string account, string type)
    {
        lock (_gate)
        {
            var met = _faults.Where(fault => fault.Meets(FaultSide.Events, provider, account, type))
                .DistinctBy(fault => fault.Kind)
                .ToList();
            met.ForEach(Use);
            return met;
        }
    }

    private void Use(Fault fault)
    {
        if (fault.Times is not { } times) return;

        var at = _faults.IndexOf(fault);
        if (times > 1) _faults[at] = fault with { Times = times - 1 };
        else _faults.RemoveAt(at);
    }
}
