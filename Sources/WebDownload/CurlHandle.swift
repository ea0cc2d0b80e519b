import CCurl

/// Owns one easy handle of libcurl, and the header lines that it was given.
@safe struct CurlHandle: ~Copyable {
    /// A CURLoption; the number's thousands tell the kind of its argument.
    enum Option: CInt {
        /// `CURLOPT_TIMEOUT_MS` and `CURLOPT_CONNECTTIMEOUT_MS`.
        case deadline = 155
        case connectDeadline = 156
        /// `CURLOPT_PROTOCOLS` and `CURLOPT_REDIR_PROTOCOLS`, as bits: newer libraries want names, and take these.
        case protocols = 181
        case redirectProtocols = 182
        /// `CURLOPT_FOLLOWLOCATION`, `CURLOPT_MAXREDIRS`.
        case followsRedirects = 52
        case maximumRedirects = 68
        /// `CURLOPT_NOSIGNAL`: no alarm for a deadline while a name is looked up.
        case noSignal = 99
        /// `CURLOPT_MAXFILESIZE`, of what a server announces.
        case maximumSize = 114
        /// `CURLOPT_SUPPRESS_CONNECT_HEADERS`: what a proxy says before the server does is not the server's.
        case suppressesProxyHeaders = 265
        /// `CURLOPT_URL`, `CURLOPT_USERAGENT`, `CURLOPT_CAINFO`, `CURLOPT_HTTPHEADER`.
        case url = 10002
        case agent = 10018
        case authorities = 10065
        case headerLines = 10023
        /// `CURLOPT_WRITEDATA`, `CURLOPT_HEADERDATA`.
        case bodyContext = 10001
        case headerContext = 10029
        /// `CURLOPT_WRITEFUNCTION`, `CURLOPT_HEADERFUNCTION`.
        case bodySink = 20011
        case headerSink = 20079
    }

    static let http = 1
    static let https = 2

    private let library: LibCurl
    private let handle: LibCurl.Pointer
    private var lines: LibCurl.Pointer?

    /// - Throws: ``DownloadError/Reason/library`` when the library has no memory left.
    init(_ library: LibCurl) throws(DownloadError) {
        guard let handle = unsafe library.makeHandle() else {
            throw DownloadError(.library, "libcurl makes no handle")
        }
        self.library = library
        unsafe self.handle = handle
        unsafe lines = nil
    }

    deinit {
        unsafe library.freeHandle(handle)
        unsafe library.freeLines(lines)
    }

    /// - Throws: ``DownloadError/Reason/library`` when the library does not know the option.
    func set(_ option: Option, _ value: Int) throws(DownloadError) {
        try check(unsafe curl_set_number(library.setOption, handle, option.rawValue, value), option)
    }

    /// libcurl keeps a copy of the text.
    ///
    /// - Throws: as ``set(_:_:)-(_,Int)`` does.
    func set(_ option: Option, _ text: String) throws(DownloadError) {
        let code = unsafe text.withCString { unsafe curl_set_pointer(library.setOption, handle, option.rawValue, $0) }
        try check(code, option)
    }

    /// - Throws: as ``set(_:_:)-(_,Int)`` does.
    mutating func setHeaderLines(_ texts: [String]) throws(DownloadError) {
        for text in texts {
            guard let longer = unsafe library.appendLine(lines, text) else {
                throw DownloadError(.library, "libcurl takes no header")
            }
            unsafe lines = longer
        }
        try check(
            unsafe curl_set_pointer(library.setOption, handle, Option.headerLines.rawValue, lines),
            .headerLines
        )
    }

    /// Has everything that arrives given to a receipt, which has to live until ``perform()`` has returned.
    ///
    /// - Throws: as ``set(_:_:)-(_,Int)`` does.
    func deliver(to receipt: DownloadReceipt) throws(DownloadError) {
        let context = unsafe Unmanaged.passUnretained(receipt).toOpaque()
        for option in [Option.bodyContext, .headerContext] {
            try check(unsafe curl_set_pointer(library.setOption, handle, option.rawValue, context), option)
        }
        let body: curl_sink = { bytes, size, count, context in
            unsafe DownloadReceipt.at(context).takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        let header: curl_sink = { bytes, size, count, context in
            unsafe DownloadReceipt.at(context).takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        try check(unsafe curl_set_sink(library.setOption, handle, Option.bodySink.rawValue, body), .bodySink)
        try check(unsafe curl_set_sink(library.setOption, handle, Option.headerSink.rawValue, header), .headerSink)
    }

    /// Does the whole transfer on this thread.
    func perform() -> CurlCode {
        CurlCode(rawValue: unsafe library.perform(handle))
    }

    /// `CURLINFO_RESPONSE_CODE`, 0 before there was any.
    var status: Int {
        var status = 0
        let code = unsafe curl_get_number(library.getInformation, handle, 0x20_0002, &status)
        return code == CurlCode.ok.rawValue ? status : 0
    }

    private func check(_ code: CInt, _ option: Option) throws(DownloadError) {
        guard code == CurlCode.ok.rawValue else {
            throw DownloadError(.library, "libcurl refuses the option \(option): error \(code)")
        }
    }
}
