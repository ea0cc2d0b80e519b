import CCurl
import Glibc

/// The functions of libcurl that are used here, found in the library when the first file is fetched.
///
/// The library and the two dozen that it brings would cost every start of the program more time than the program itself
/// takes: see `docs/decisions/0035-downloads-by-libcurl.md`.
@safe struct LibCurl: @unchecked Sendable {
    typealias Pointer = UnsafeMutableRawPointer

    let setOption: Pointer
    let getInformation: Pointer
    let makeHandle: @convention(c) () -> Pointer?
    let freeHandle: @convention(c) (Pointer) -> Void
    let perform: @convention(c) (Pointer) -> CInt
    let nameError: @convention(c) (CInt) -> UnsafePointer<CChar>?
    let appendLine: @convention(c) (Pointer?, UnsafePointer<CChar>) -> Pointer?
    let freeLines: @convention(c) (Pointer?) -> Void

    /// Debian's two builds of it; either will do.
    private static let names = ["libcurl.so.4", "libcurl-gnutls.so.4"]

    /// `nil` where no library is installed, or one without the functions.
    static let shared: LibCurl? = names.lazy.compactMap { LibCurl(name: $0) }.first

    private init?(name: String) {
        guard let library = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL),
            let setOption = unsafe dlsym(library, "curl_easy_setopt"),
            let getInformation = unsafe dlsym(library, "curl_easy_getinfo"),
            let initialize = unsafe dlsym(library, "curl_global_init"),
            let makeHandle = unsafe dlsym(library, "curl_easy_init"),
            let freeHandle = unsafe dlsym(library, "curl_easy_cleanup"),
            let perform = unsafe dlsym(library, "curl_easy_perform"),
            let nameError = unsafe dlsym(library, "curl_easy_strerror"),
            let appendLine = unsafe dlsym(library, "curl_slist_append"),
            let freeLines = unsafe dlsym(library, "curl_slist_free_all")
        else { return nil }
        // CURL_GLOBAL_ALL, before any other call and by one thread: this runs once.
        typealias Initialize = @convention(c) (CLong) -> CInt
        guard unsafe unsafeBitCast(initialize, to: Initialize.self)(3) == 0 else { return nil }
        unsafe self.setOption = setOption
        unsafe self.getInformation = getInformation
        unsafe self.makeHandle = unsafeBitCast(makeHandle, to: (@convention(c) () -> Pointer?).self)
        unsafe self.freeHandle = unsafeBitCast(freeHandle, to: (@convention(c) (Pointer) -> Void).self)
        unsafe self.perform = unsafeBitCast(perform, to: (@convention(c) (Pointer) -> CInt).self)
        unsafe self.nameError = unsafeBitCast(nameError, to: (@convention(c) (CInt) -> UnsafePointer<CChar>?).self)
        unsafe self.appendLine = unsafeBitCast(
            appendLine,
            to: (@convention(c) (Pointer?, UnsafePointer<CChar>) -> Pointer?).self
        )
        unsafe self.freeLines = unsafeBitCast(freeLines, to: (@convention(c) (Pointer?) -> Void).self)
    }

    /// What libcurl calls one of its errors.
    func name(of code: CurlCode) -> String {
        unsafe nameError(code.rawValue).map { unsafe String(cString: $0) } ?? "error \(code.rawValue)"
    }
}

/// A CURLcode.
struct CurlCode: RawRepresentable, Hashable {
    let rawValue: CInt

    /// `CURLE_OK`.
    static let ok = Self(rawValue: 0)
    /// `CURLE_UNSUPPORTED_PROTOCOL`; of a redirect, since the first address was checked.
    static let unsupportedProtocol = Self(rawValue: 1)
    /// `CURLE_PARTIAL_FILE`.
    static let partialFile = Self(rawValue: 18)
    /// `CURLE_WRITE_ERROR`: our own sink took no more.
    static let writeError = Self(rawValue: 23)
    /// `CURLE_OPERATION_TIMEDOUT`.
    static let timedOut = Self(rawValue: 28)
    /// `CURLE_SSL_CONNECT_ERROR`.
    static let tlsConnect = Self(rawValue: 35)
    /// `CURLE_TOO_MANY_REDIRECTS`.
    static let tooManyRedirects = Self(rawValue: 47)
    /// `CURLE_GOT_NOTHING`.
    static let gotNothing = Self(rawValue: 52)
    /// `CURLE_RECV_ERROR`.
    static let receiveError = Self(rawValue: 56)
    /// `CURLE_PEER_FAILED_VERIFICATION`.
    static let peerVerification = Self(rawValue: 60)
    /// `CURLE_FILESIZE_EXCEEDED`.
    static let fileTooLarge = Self(rawValue: 63)
    /// `CURLE_SSL_CACERT_BADFILE`.
    static let badAuthorities = Self(rawValue: 77)
}
