namespace ChatCommerce.Sandbox.Stripe;

/// <summary>Rung when there is a new session, or one has aged.</summary>
internal sealed class ExpiryAlarm(TimeProvider clock) : Alarm(clock);

/// <summary>Rung when there is something to deliver or a lane is free again.</summary>
internal sealed class DeliveryAlarm(TimeProvider clock) : Alarm(clock);
