namespace Adobe.ServerAuth.Caching;

// A provider that another one replaces when what it was made of has changed.
internal interface IChangeFollower
{
    // For how long there has been a change that can not be used; null without one.
    TimeSpan? InvalidChangeAge { get; }
}
