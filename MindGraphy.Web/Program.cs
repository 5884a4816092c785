using MindGraphy.Web.Verbs;

// serve (default), worker, migrate, seed, demo, admin, doctor: see Verbs/VerbTable.cs.
return await VerbTable.RunAsync(args);

/// <summary>The entry point, named for tests that host the application.</summary>
public partial class Program;
